#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Follows docs/server.md, then docs/other-doors.md, on a new Debian: each block marked "run", in order,
# under a real systemd.
#
# The Debian lives in build/install/root ($TRY_INSTALL_DIR: elsewhere), made once; what was installed from
# the network stays, all else is new each time. It is booted with systemd as the first process of
# namespaces of its own (processes, mounts, network), so that its ports and services are not this
# machine's. What is tried is the last commit ($TRY_INSTALL_SOURCE: this folder instead), cloned from a
# repository that stands in for the page's address and holds it by every version the page names. It
# needs root, and leaves nothing mounted and nothing running. build/install/report.txt says what happened.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(realpath -m "${TRY_INSTALL_DIR:-build/install}")
suite=${TRY_INSTALL_SUITE:-bookworm}
base=$folder/$suite root=$folder/machine report=$folder/report.txt
name=internet-desa.example
init=
earlier=
pages=(docs/server.md docs/other-doors.md)
repository=/srv/repository.git

[ "$(id -u)" -eq 0 ] || { echo "Run this as root: it boots a Debian of its own" >&2; exit 1; }
if ! command -v debootstrap >/dev/null; then
    apt-get update -q && apt-get install -y -q --no-install-recommends debootstrap
fi
mkdir -p "$folder"

say() { echo "$*" | tee -a "$report"; }

stop() {
    if [ -n "$init" ]; then
        kill -KILL "$init" 2>/dev/null || true
        wait 2>/dev/null || true
    fi
    rm -rf --one-file-system "$root"
}
trap stop EXIT

# The blocks of the pages after "<!-- run MARK -->", each in a file of its own, in $folder/blocks.
cut_blocks() {
    rm -rf "$folder/blocks" && mkdir "$folder/blocks"
    awk -v folder="$folder/blocks" '
        /^<!-- run.* -->$/ { mark = ($0 ~ /network/) ? "network" : "booted"; next }
        /^```sh$/ && mark { file = sprintf("%s/%02d.%s", folder, ++count, mark); mark = ""; next }
        /^```$/ { if (file) close(file); file = "" }
        file { print > file }
    ' "${pages[@]}"
    sed -i "s|https://REPOSITORY|$repository|" "$folder"/blocks/*.network
}

# Runs a command in the resting root, with this machine's network.
resting() {
    unshare --mount --propagation private --pid --fork --kill-child bash -euc '
        root=$1; shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        exec chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
            TERM=dumb DEBIAN_FRONTEND=noninteractive PIP_CERT=/etc/ssl/certs/ca-certificates.crt "$@"
    ' resting "$base" "$@"
}

# Runs a command in the booted machine.
booted() {
    nsenter --target "$init" --mount --pid --uts --ipc --cgroup --net \
        chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 TERM=dumb "$@"
}

make_base() {
    [ -e "$base/.made" ] && return
    rm -rf --one-file-system "$base"
    debootstrap --variant=minbase --include=ca-certificates,systemd-sysv,dbus,iproute2 "$suite" "$base"
    echo 'Acquire::Check-Valid-Until "false";' > "$base/etc/apt/apt.conf.d/any-age"
    # Nothing is started while it rests; once booted, systemd starts what is enabled.
    printf '#!/bin/sh\nexit 101\n' > "$base/usr/sbin/policy-rc.d"
    chmod +x "$base/usr/sbin/policy-rc.d"
    touch "$base/.made"
}

# What the page has cloned: the versions it names are all what is tried.
make_repository() {
    local made=$1$repository commit version
    rm -rf "$1/opt/village-internet/program" "$made"
    if [ -n "${TRY_INSTALL_SOURCE:-}" ]; then
        git init -q "$made"
        tar -C "$TRY_INSTALL_SOURCE" -c village_internet_plugin resources docs tools requirements-server.txt |
            tar -C "$made" -x
        git -C "$made" add .
        git -C "$made" -c user.name=trial -c user.email=trial@localhost commit -q -m trial
    else
        # Owned by whoever clones it: git refuses another's repository.
        git clone -q --bare --no-hardlinks . "$made"
    fi
    commit=$(git -C "$made" rev-parse HEAD)
    for version in $(grep -ho 'checkout v[0-9.]*' "${pages[@]}" | cut -d ' ' -f 2 | sort -u); do
        git -C "$made" tag --force "$version" "$commit" >/dev/null
    done
}

boot() {
    # shellcheck disable=SC2016 # the variables are the inner shell's
    unshare --mount --propagation private --pid --uts --ipc --cgroup --net --fork bash -euc '
        root=$1
        hostname internet-desa
        ip link set lo up
        mount --bind "$root" "$root"; cd "$root"
        mount -t proc proc proc; mount -t sysfs -o ro sys sys
        mount --rbind /dev dev; mount -t tmpfs tmpfs dev/shm
        mount -t tmpfs run run; mount -t tmpfs tmp tmp
        mount -t tmpfs cgroup sys/fs/cgroup
        mkdir -p sys/fs/cgroup/systemd
        mount -t cgroup -o none,name=systemd systemd sys/fs/cgroup/systemd
        exec chroot . /usr/bin/env -i container=chroot PATH=/usr/sbin:/usr/bin:/sbin:/bin \
            SYSTEMD_LOG_TARGET=null /lib/systemd/systemd --system --unit=multi-user.target --show-status=0
    ' boot "$root" </dev/null >>"$folder/boot.log" 2>&1 &
    local outer=$!
    for _ in $(seq 100); do
        init=$(pgrep -P "$outer" || true)
        [ -n "$init" ] && break
        sleep 0.1
    done
    for _ in $(seq 300); do
        case $(booted systemctl is-system-running 2>/dev/null || true) in running|degraded) return ;; esac
        sleep 0.2
    done
    say "The machine did not boot; see $folder/boot.log."
    exit 1
}

step() {
    local title=$1 began=$SECONDS
    shift
    if "$@" > "$folder/step.log" 2>&1; then
        say "ok      $((SECONDS - began)) s  $title"
        sed 's/^/            /' "$folder/step.log" | tail -n "${SHOWN:-4}" >> "$report"
    else
        say "FAILED  $title"
        tail -n 60 "$folder/step.log" | tee -a "$report"
        booted journalctl --no-pager -n 60 >> "$report" 2>&1 || true
        exit 1
    fi
}

block() { step "the pages: $(grep -m 1 -v '^cd ' "$1" | cut -c 1-70)" "$2" bash -euo pipefail -s < "$1"; }

beyond_the_page() {
    local python="cd /opt/village-internet/program && /opt/village-internet/venv/bin/python"
    step "publish by the client, over TLS, through nginx" booted bash -euo pipefail -c "
        token=\$(village-internet-admin add-account trial.planner --agency 'Kabupaten Paser' --role planner 2>/dev/null)
        export TRIAL_TOKEN=\$token
        $python -m tools.trial_server.first_publish https://$name \
            /etc/village-internet/tls/authority.pem trial.planner 'Kabupaten Paser' apbd-paser-2026 2026"
    step "what is published is read by the reading login, as data and as a page" booted bash -euo pipefail -c "
        token=\$(village-internet-admin new-token trial.planner --purpose reading 2>/dev/null)
        ask() {
            echo \"user = trial.planner:\$token\" | curl -K - -s --show-error --fail \
                --cacert /etc/village-internet/tls/authority.pem \"https://$name/\$1\"
        }
        ask 'collections/hotspots/items?f=json' | grep -o '\"numberMatched\":1'
        ask 'collections/villages/items?f=json&limit=1' | grep -o '\"numberMatched\":[0-9]*'
        ask '?f=html&lang=id-ID' | grep -o '<title>.*</title>'"
    step "a wrong token is refused" booted bash -euo pipefail -c "
        curl -s --cacert /etc/village-internet/tls/authority.pem -u trial.planner:wrong \
            https://$name/collections/hotspots/items | grep -i 'sign'"
    SHOWN=12 step "systemctl stop and start, and it answers again" booted bash -euo pipefail -c "
        time systemctl stop village-internet.service
        time systemctl start village-internet.service
        curl -s --fail --cacert /etc/village-internet/tls/authority.pem https://$name/health"
    step "kill -9 of a web worker: another takes its place" booted bash -euo pipefail -c "
        main=\$(systemctl show -p MainPID --value village-internet.service)
        workers() { tr ' ' '\n' < /proc/\$main/task/\$main/children | sort; }
        before=\$(workers)
        kill -KILL \$(echo \"\$before\" | grep -m 1 .)
        for _ in \$(seq 50); do
            after=\$(workers)
            if [ \"\$(echo \"\$after\" | wc -l)\" -ge \"\$(echo \"\$before\" | wc -l)\" ] && [ \"\$after\" != \"\$before\" ]; then break; fi
            sleep 0.2
        done
        echo before: \$before after: \$after
        [ \"\$after\" != \"\$before\" ]
        curl -s --fail --cacert /etc/village-internet/tls/authority.pem https://$name/health"
    step "what was published before is there" booted bash -euo pipefail -c "
        [ \$(runuser -u postgres -- psql -At -d village_internet -c 'SELECT count(*) FROM village_internet.hotspots') = 1 ]"
    step "the log is lines of JSON" booted bash -euo pipefail -c "
        journalctl -u village-internet.service _TRANSPORT=stdout -o cat --no-pager | python3 -c '
import collections, json, sys
lines = [json.loads(line) for line in sys.stdin]
print(len(lines), \"lines\")
kinds = collections.Counter(\" \".join(str(one.get(\"message\", one[\"event\"])).split()[:2]) for one in lines)
print(*kinds.items(), sep=\", \")'"
    if [ -n "$earlier" ]; then step "a database of the version before is upgraded, and its token still lets in" \
        booted bash -euo pipefail -c "
        runuser -u postgres -- createdb --encoding=UTF8 --locale=C.UTF-8 --template=template0 earlier
        export VILLAGE_INTERNET_ADMIN_DATABASE=dbname=earlier
        before() {
            runuser -u postgres -- env PYTHONPATH=/opt/earlier /opt/village-internet/venv/bin/python -P \
                -m village_internet_plugin.server \"\$@\"
        }
        before prepare
        before load-reference /srv/reference.gpkg
        before load-rule-set /opt/earlier/resources/rule_sets/standard.json
        before add-agency 'Kabupaten Paser'
        token=\$(before add-account earlier.planner --agency 'Kabupaten Paser' --role planner 2>/dev/null)
        village-internet-admin prepare
        village-internet-admin check --deep
        echo \"SELECT account FROM village_internet.account_by_token('\$token')\" |
            runuser -u postgres -- psql -At -d earlier | grep earlier.planner"
    fi
    step "systemd's own judgement of the service" booted bash -euo pipefail -c "
        systemd-analyze security --no-pager village-internet.service | tail -n 1"
}

beyond_other_doors() {
    step "the published hotspot is read as WFS, and nothing is taken in" booted bash -euo pipefail -c "
        wfs() { curl -s --cacert /etc/village-internet/tls/authority.pem \"\$@\"; }
        address='https://$name/wfs?SERVICE=WFS&VERSION=1.1.0'
        wfs --fail \"\$address&REQUEST=GetFeature&TYPENAME=hotspots&OUTPUTFORMAT=application/json\" |
            python3 -c 'import json, sys; print(len(json.load(sys.stdin)[\"features\"]), \"hotspot by WFS\")' |
            grep '^1 hotspot'
        wfs -o /dev/null -w '%{http_code} for a POST\n' --data '<wfs:Transaction/>' \"\$address\" | grep '^403'"
    step "systemd's own judgement of the WFS unit" booted bash -euo pipefail -c "
        systemctl is-active village-internet-wfs.service
        systemd-analyze security --no-pager village-internet-wfs.service | tail -n 1"
}

: > "$report"
say "${pages[*]} on a new $suite, $(date -u +%FT%TZ), $(git describe --always --dirty)"
cut_blocks
reference=$(.venv/bin/python -c 'from tools.trial_server.sample_reference import sample_reference; print(sample_reference())')
make_base
cp /etc/resolv.conf "$base/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$base/etc/ssl/certs/ca-certificates.crt"
make_repository "$base"
for each in "$folder"/blocks/*.network; do
    block "$each" resting
done
stop
cp -a --reflink=auto "$base" "$root"
install -m 644 "$reference" "$root/srv/reference.gpkg"
echo "127.0.0.1 $name" >> "$root/etc/hosts"
# The last program before accounts had tokens of their own; a shallow clone does not know it.
earlier=$(git log --diff-filter=A --format=%H -- resources/server/migrations/0006_tokens.sql | tail -n 1)
if [ -n "$earlier" ] && git rev-parse --quiet --verify "$earlier^" >/dev/null; then
    mkdir "$root/opt/earlier"
    git archive "$earlier^" | tar -C "$root/opt/earlier" -x
else
    earlier=
fi
boot
say "booted  $(booted systemctl is-system-running || true), $(booted systemctl --version | head -n 1)"
for each in "$folder"/blocks/*.booted; do
    block "$each" booted
    if grep -q 'add-account paser.planner' "$each"; then beyond_the_page; fi
done
beyond_other_doors
say "All of ${pages[*]} was followed."
