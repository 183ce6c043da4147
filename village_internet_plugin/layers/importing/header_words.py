# SPDX-License-Identifier: GPL-2.0-or-later
"""The headers agencies use, in English and Indonesian, by what they mean in a plan.

Words of one meaning are separated by semicolons, the likeliest first. Those in capitals are of the
national map (BIG); those with two systems of codes of Open Data Jabar.
"""

from __future__ import annotations

from collections.abc import Mapping

LATITUDE, LONGITUDE, PAIR = "lat", "lon", "position"
EASTING, NORTHING, ZONE, RADIUS = "easting", "northing", "utm_zone", "radius_m"
VILLAGE_NAME, VILLAGE_DISTRICT = "village_name", "village_district"
PLACES = (LATITUDE, LONGITUDE, PAIR, EASTING, NORTHING, ZONE, RADIUS)
"""What a source may say beside the plan's columns: where it is, and in words which village."""

_CODE = (
    "village_code; KDEPUM; kemendagri_kode_desa_kelurahan; kode_kemendagri; kode_desa; "
    "kode_desa_kelurahan; kode_kelurahan; kode_wilayah; kd_desa; id_desa; kode; code; "
    "KDEBPS; bps_kode_desa_kelurahan; kode_bps"
)
_VILLAGE = (
    "village_name; village; desa; nama_desa; kelurahan; nama_kelurahan; desa_kelurahan; "
    "nama_desa_kelurahan; kemendagri_nama_desa_kelurahan; bps_nama_desa_kelurahan; WADMKD; "
    "kampung; nama_kampung"
)
_DISTRICT = (
    "district; kecamatan; nama_kec; nama_kecamatan; kec; WADMKC; kemendagri_nama_kecamatan; "
    "bps_nama_kecamatan"
)
_NAME = "name; nama; nama_lokasi; nama_kantor; lokasi; nama_site; nama_titik; site_name; NAMOBJ"
COMMON: Mapping[str, str] = {
    LATITUDE: "latitude; lat; lintang; y; koordinat_y; koordinat_lintang; garis_lintang",
    LONGITUDE: "longitude; long; lon; lng; bujur; x; koordinat_x; koordinat_bujur; garis_bujur",
    PAIR: "position; koordinat; titik_koordinat; koordinat_lokasi; coordinates; latlong; lat_lon",
    EASTING: "easting; utm_x; x_utm; timur; utm_timur; utm_easting",
    NORTHING: "northing; utm_y; y_utm; utara; utm_utara; utm_northing",
    ZONE: "utm_zone; zona; zone; zona_utm; zone_utm",
    RADIUS: "radius_m; radius; radius_meter; jari_jari; jari_jari_m",
    "village_code": _CODE,
    VILLAGE_NAME: _VILLAGE,
    VILLAGE_DISTRICT: _DISTRICT,
    "name": _NAME,
    "agency": "agency; instansi; opd; dinas; pengelola",
    "programme": "programme; program; nama_program; kegiatan",
    "technology": "technology; teknologi; jenis_jaringan; media",
    "provider": "provider; penyedia; isp; vendor; penyedia_layanan",
    "bandwidth_mbps": "bandwidth_mbps; bandwidth; kecepatan; kapasitas_mbps",
    "status": "status; status_titik; kondisi",
    "households": "households; jumlah_kk; kk; jml_kk; rumah_tangga",
    "people": "people; penduduk; jumlah_penduduk; jml_penduduk; population; jiwa; jumlah_jiwa",
    "population": "population; penduduk; jumlah_penduduk; jml_penduduk; people; jiwa",
    "source": "source; sumber; sumber_data",
    "operator": "operator; pemilik; nama_perusahaan; owner",
    "capacity": "capacity; kapasitas; jml_port; sisa_port",
    "service_months": "service_months; bulan_layanan; bulan_aktif; masa_layanan; jangka_waktu",
    "notes": "notes; catatan; keterangan; remarks",
}
_HOTSPOT_ID = "hotspot_id; id_hotspot; id_titik; kode_titik; id_site; site_id; uuid; id"
BY_ROLE: Mapping[str, Mapping[str, str]] = {
    "villages": {
        "name": f"name; {_VILLAGE}; nama; NAMOBJ",
        "kind": "kind; type; jenis; tipe; TIPADM; status_desa",
        "district": _DISTRICT,
        "regency": (
            "regency; kabupaten; kabupaten_kota; kab_kota; nama_kab; nama_kabupaten; WADMKK; "
            "bps_nama_kabupaten_kota"
        ),
        "province": "province; provinsi; propinsi; nama_prov; nama_provinsi; WADMPR",
    },
    "village_offices": {
        # An office is called after its village: "Kantor Desa Busui".
        VILLAGE_NAME: f"{_VILLAGE}; {_NAME}",
        "accuracy_m": "accuracy_m; accuracy; akurasi; akurasi_m; ketelitian",
    },
    "blank_spots": {
        "blank_spot_id": "blank_spot_id; id_blank_spot; id_blankspot; kode_blankspot; id",
        "name": f"{_NAME}; dusun; nama_dusun",
        "signal": "signal; sinyal; kondisi_sinyal; status_sinyal; status",
        "observed_on": "observed_on; tanggal; tanggal_survei; tanggal_survey; tgl_survei; date",
    },
    "settlements": {
        "settlement_id": "settlement_id; id_permukiman; id",
        "name": f"{_NAME}; dusun; nama_dusun; permukiman; pemukiman",
    },
    "existing_hotspots": {
        "hotspot_id": _HOTSPOT_ID,
        "since": "since; sejak; tanggal_aktif; tanggal_pasang; mulai; tahun; year",
    },
    "network_nodes": {
        "node_id": "node_id; id_simpul; id_menara; id_tower; id_site; site_id; id",
        "kind": "kind; jenis; type; tipe; jenis_simpul",
        "name": f"{_NAME}; shortname",
    },
    "hotspots": {
        "hotspot_id": _HOTSPOT_ID,
        "site_kind": "site_kind; jenis_lokasi; jenis_tempat; kategori_lokasi; kategori",
        "funding_source_id": "funding_source_id; sumber_dana; sumber_pendanaan; kode_sumber_dana",
        "year": "year; tahun; tahun_anggaran",
        "power": "power; sumber_listrik; listrik; sumber_daya",
        "power_hours": "power_hours; jam_listrik; lama_listrik",
        "site_consent": "site_consent; persetujuan; izin_lokasi; status_lahan",
        "maintainer": "maintainer; pengelola; pemelihara; penanggung_jawab; pic",
        "capex_idr": "capex_idr; capex; capex_rp; biaya_pemasangan; biaya_investasi",
        "opex_idr_per_month": (
            "opex_idr_per_month; opex; opex_bulanan; opex_per_bulan; biaya_bulanan; "
            "biaya_langganan; langganan"
        ),
        "priority": "priority; prioritas; urutan",
    },
    "funding_sources": {
        "funding_source_id": (
            "funding_source_id; kode_sumber_dana; id_sumber_dana; sumber_dana; kode; id"
        ),
        "fiscal_year": "fiscal_year; tahun_anggaran; tahun; year",
        "budget_round": "budget_round; tahap_anggaran; apbd; jenis_anggaran",
        "point_quota": "point_quota; kuota; kuota_titik; jumlah_titik",
        "budget_idr": "budget_idr; anggaran; pagu; pagu_rp; pagu_anggaran; budget",
        "village_kinds": "village_kinds; jenis_desa",
    },
}
