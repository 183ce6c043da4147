# SPDX-License-Identifier: GPL-2.0-or-later
"""The story of sharing in the window: one action at a time, each told when it has ended.

Knows the open plan and the account; shows nothing itself. What the user has to answer is an
`Outcome` with offers, and `answer` takes what was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from village_internet_plugin.domain.finding import OK
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.held_layers import HeldLayers
from village_internet_plugin.layers.unsaved_edits import count_unsaved, save_edits
from village_internet_plugin.panels.share import outcomes, stage_words
from village_internet_plugin.panels.share.account import AccountChoice
from village_internet_plugin.panels.share.failure_words import told_failure
from village_internet_plugin.panels.share.looking import Looking
from village_internet_plugin.panels.share.outcomes import Outcome
from village_internet_plugin.panels.share.pull_words import (
    told_adopted,
    told_clashes,
    told_pull,
    told_unsettled,
)
from village_internet_plugin.panels.share.share_work import (
    TAKING_OVER,
    PublishDone,
    PullDone,
    adopt_work,
    publish_work,
    pull_work,
    resume_work,
    take_over_work,
    test_work,
)
from village_internet_plugin.panels.share.state_lines import ShareState
from village_internet_plugin.sharing.answers import Conflict, Published

if TYPE_CHECKING:
    from village_internet_plugin.sharing.answers import PublishAnswer
    from village_internet_plugin.sharing.settling import Sides


class SharingDesk(QObject):
    """Publishes and pulls the open plan; `changed` when anything to be shown is other."""

    changed = pyqtSignal()
    progressed = pyqtSignal(float)
    clashes_found = pyqtSignal(object)
    """A `PullDone` whose clashes the user has to decide; None when there is nothing to decide."""

    waiting_found = pyqtSignal(object)
    """A plan was opened in whose outbox these revisions wait; `doing` says if for long."""
    waiting_finished = pyqtSignal(str, bool)
    """What came of finishing them: the sentence, and whether all is well."""

    def __init__(self, plan: CurrentPlan) -> None:
        super().__init__()
        self.plan = plan
        self.account = AccountChoice(plan)
        self.looking = Looking(plan, self.account)
        self.doing = ""
        """What is under way, of `stage_words`; empty when nothing is."""
        self.share = 0.0
        self.outcome: Outcome | None = None
        self.reason = ""
        """Why the next revision is published, as it was typed."""
        self.account_outcome: Outcome | None = None
        """What came of testing the connection."""
        self.found: PullDone | None = None
        """A pull whose clashes wait to be decided."""
        self._pulled: PullDone | None = None
        self._work: BackgroundWork | None = None
        self._after_saving: Callable[[], object] | None = None
        self.looking.changed.connect(self.changed)
        self.looking.looked.connect(self._resume_quietly)
        self._resumes = False
        plan.opened.connect(self.plan_opened)
        plan.closed.connect(self._plan_closed)
        self.account.go_by_plan()

    def plan_opened(self) -> None:
        """Look at the plan that was opened, and finish in silence what waits in its outbox."""
        self.account.go_by_plan()
        self._resumes = True
        self.looking.look_again()
        self.looking.ask_server()

    def state(self) -> ShareState:
        """Return the state before acting."""
        return self.looking.state()

    @property
    def language(self) -> str:
        """The language to speak."""
        return self.plan.language

    def can_publish(self) -> bool:
        """Tell whether publishing may be tried; the state says why not."""
        return self.can_ask() and self.state().may_be_published

    def can_ask(self) -> bool:
        """Tell whether the server may be asked for anything about the plan."""
        return self.plan.is_open and not self.doing and not self.account.problem()

    def publish(self, is_trial: bool = False) -> None:
        """Publish the plan, or with `is_trial` only ask; unsaved edits are asked about first."""
        if self.state().blocking and not is_trial:
            self._tell(outcomes.was_blocked())
            return
        self._with_saved(partial(self._publish, is_trial))

    def pull(self) -> None:
        """Bring what others published and what colleagues changed; asks as `publish`."""
        self._with_saved(self._pull)

    def settle(self, sides: Sides) -> None:
        """Take over the pull that was found, its clashes decided by `sides`."""
        found = self.found
        if found is not None:
            self._with_saved(partial(self._take_over, found, {**found.sides, **sides}))

    def put_off(self) -> None:
        """Decide no clash now; nothing was taken over."""
        if self.found is not None:
            self.found = None
            self.clashes_found.emit(None)
            self._tell(told_unsettled())

    def test_connection(self) -> None:
        """Ask the server for its name with the chosen account."""
        self.account_outcome = None
        work = self._ordered(lambda account, _path: partial(test_work, account), need_plan=False)
        if work is not None:
            self._run(stage_words.TESTING, work, self._tested)

    def ask_server(self) -> None:
        """Ask how far the plan is on the server; QGIS may ask for its master password."""
        if self._ordered(lambda account, _path: account) is not None:
            self.looking.ask_server()

    def cancel(self) -> None:
        """Stop what is under way; the outbox stays as it has to be."""
        if self._work is not None:
            self._work.cancel()

    def answer(self, offer: str) -> None:
        """Do what the user chose of an outcome's offers."""
        after_saving, self._after_saving = self._after_saving, None
        if offer == outcomes.SAVE_AND_GO_ON and after_saving is not None:
            self._save_and(after_saving)
        elif offer == outcomes.PULL:
            self.pull()
        elif offer == outcomes.PUBLISH:
            self.publish()
        elif offer == outcomes.ADOPT:
            self._with_saved(self._adopt)
        elif offer == outcomes.SETTLE and self.found is not None:
            self.clashes_found.emit(self.found)
        elif self.found is not None:
            self.put_off()
        else:
            self._tell(None)

    def fail(self, error: Exception) -> None:
        """Tell a failure."""
        self._failed(error)

    def let_go(self) -> None:
        """Stop what is under way and listen to nothing any more."""
        self.cancel()
        self.plan.opened.disconnect(self.plan_opened)
        self.plan.closed.disconnect(self._plan_closed)
        self.looking.let_go()

    def _with_saved(self, go_on: Callable[[], object], has_pulled: bool = False) -> None:
        """Go on, after asking about unsaved edits: only what is saved is shared."""
        if self.doing or not self.plan.is_open:
            return
        unsaved = count_unsaved(self.looking.layers())
        if unsaved:
            self._after_saving = go_on
            self._tell(outcomes.asked_to_save(unsaved, has_pulled, self.language))
        else:
            go_on()

    def _save_and(self, go_on: Callable[[], object]) -> None:
        try:
            save_edits(self.looking.layers())
        except Exception as error:  # noqa: BLE001 - told where the user asked for it
            self._failed(error)
        else:
            go_on()

    def _publish(self, is_trial: bool) -> None:
        blocking = self.state().blocking
        work = self._ordered(
            lambda account, path: partial(publish_work, path, account, is_trial, self.reason)
        )
        if work is not None:
            doing = stage_words.TRYING if is_trial else stage_words.PUBLISHING
            self._run(doing, work, partial(self._published, blocking))

    def _pull(self, sides: Mapping[Any, str] | None = None) -> None:
        work = self._ordered(lambda account, path: partial(pull_work, path, account, sides or {}))
        if work is not None:
            self.found = None
            self._run(stage_words.PULLING, work, self._pulled_in)

    def _take_over(self, found: PullDone, sides: Sides) -> None:
        """Write what was pulled into the plan; until that has ended nobody edits its layers."""
        try:
            held = HeldLayers(self.looking.layers())
        except Exception as error:  # noqa: BLE001 - told where the user asked for it
            self._failed(error)
        else:
            work = partial(take_over_work, self.plan.path, found, sides)
            self._run(stage_words.TAKING, work, partial(self._taken_over, sides), held.let_go)

    def _adopt(self) -> None:
        pulled = self._pulled
        if pulled is None:
            return
        work = self._ordered(
            lambda account, path: partial(adopt_work, path, account, pulled.pulled)
        )
        if work is not None:
            self._run(stage_words.ADOPTING, work, self._adopted)

    def _ordered(
        self, make: Callable[[Any, Any], Callable[[Report], Any]], need_plan: bool = True
    ) -> Callable[[Report], Any] | None:
        """Return the work `make` gives for account and plan; None where it was told why not."""
        if self.doing or (need_plan and not self.plan.is_open):
            return None
        try:
            account = self.account.account()
        except Exception as error:  # noqa: BLE001 - told where the user asked for it
            self._failed(error, is_account=not need_plan)
            return None
        return make(account, self.plan.path if need_plan else None)

    def _run(
        self,
        doing: str,
        work: Callable[[Report], Any],
        done: Callable[[Any], object],
        ended: Callable[[], object] = lambda: None,
    ) -> None:
        """Run `work` beside the window; `ended` is called last, whatever came of it."""
        is_taking = doing == stage_words.TAKING
        path = self.plan.path if self.plan.is_open else None
        came: list[Any] = []
        self.doing, self.share = doing, TAKING_OVER if is_taking else 0.0
        if doing != stage_words.TESTING:
            self.outcome = None

        def kept(report: Report) -> Any:
            came.append(work(report))
            return came[0]

        def when_done(result: Any) -> None:
            self._end()
            try:
                if doing == stage_words.TESTING or (self.plan.is_open and self.plan.path == path):
                    done(result)
            except Exception as error:  # noqa: BLE001 - told where the user asked for it
                self._failed(error)
            finally:
                ended()

        def when_failed(error: Exception) -> None:
            if is_taking and came and came[0] is not None:
                # Cancelled when all of it was written: it is told as what it is.
                when_done(came[0])
                return
            self._end()
            try:
                self._failed(error, is_account=doing == stage_words.TESTING)
                if is_taking:
                    self.plan.reload()
            finally:
                ended()

        started = run_in_background(
            stage_words.stage_text(doing, 0.0), kept, when_done, when_failed
        )
        self._work = started
        started.progressed.connect(self._progressed)
        self.changed.emit()

    def _progressed(self, share: float) -> None:
        self.share = share
        self.progressed.emit(share)

    def _end(self) -> None:
        self.doing, self._work = "", None

    def _tell(self, outcome: Outcome | None) -> None:
        self.outcome = outcome
        self.changed.emit()

    def _failed(self, error: Exception, is_account: bool = False) -> None:
        if isinstance(error, Stopped):
            outcome = outcomes.was_cancelled()
        else:
            failure = told_failure(error, self.account.host, self.language)
            outcome = outcomes.told(failure)
            if failure.is_offline:
                self.looking.server_is_out_of_reach()
        if is_account:
            self.account_outcome = outcome
            self.changed.emit()
        else:
            self._tell(outcome)
        if self.plan.is_open:
            self.looking.look_again()

    def _published(self, blocking: int, done: PublishDone) -> None:
        answer = done.answer
        self.looking.look_again(was_written=True)
        if isinstance(answer, Published):
            self.account.go_by_plan()
            self.looking.server_is(answer.receipt.revision)
        elif isinstance(answer, Conflict):
            self.looking.server_is(answer.head_revision)
        told = outcomes.told_answer(answer, done.base_before, blocking, self.language)
        self._tell(outcomes.with_versions(told, answer, blocking, done.server_version))

    def _pulled_in(self, done: PullDone) -> None:
        if done.finished:
            self.looking.look_again(was_written=True)
        self._pulled, self.found = done, done if done.clashes else None
        if done.clashes:
            self._tell(told_clashes(done, self.language))
        self.clashes_found.emit(self.found)
        if not done.clashes:
            # Edits may have been begun since the pull was.
            self._with_saved(partial(self._take_over, done, done.sides), has_pulled=True)

    def _taken_over(self, sides: Sides, done: PullDone | None) -> None:
        if done is None:
            self._pull(sides)
            return
        self._pulled, self.found = done, None
        self.clashes_found.emit(None)
        self.plan.reload()
        self._tell(told_pull(done, self.language))
        self.looking.look_again(was_written=True)
        self.looking.ask_server()

    def _adopted(self, sentences: list[str]) -> None:
        self.plan.reload()
        self._tell(told_adopted(sentences))
        self.looking.look_again(was_written=True)
        self.looking.ask_server()

    def _tested(self, title: str) -> None:
        self.account_outcome = outcomes.told_connected(title)
        self.changed.emit()
        self.looking.ask_server()

    def _resume_quietly(self) -> None:
        """Finish what waits in the outbox of a plan that was just opened, if nobody is asked."""
        waiting = self.looking.look.waiting if self._resumes else ()
        self._resumes = False
        if waiting and not self.doing and self.account.is_silent:
            work = partial(resume_work, self.plan.path, self.account.silent_account())
            self._run(stage_words.RESUMING, work, self._resumed)
        if waiting:
            self.waiting_found.emit(waiting)

    def _resumed(self, answers: tuple[PublishAnswer, ...]) -> None:
        for published in (each for each in answers if isinstance(each, Published)):
            self.looking.server_is(published.receipt.revision)
        self.looking.look_again(was_written=True)
        if answers:
            outcome = outcomes.told_finished(answers[-1], self.language)
            self._tell(outcome)
            self.waiting_finished.emit(outcome.sentence, outcome.sign == OK)

    def _plan_closed(self) -> None:
        self.cancel()
        self.reason, self._after_saving, self.found, self._pulled = "", None, None, None
        self.clashes_found.emit(None)
        self.account.go_by_plan()
        self.looking.forget()
        self._tell(None)
