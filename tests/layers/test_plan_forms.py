# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms of the layers of an open plan: tabs, lists, remarks and first values, in both languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from following_a_plan import ADANG, A, fill, let_go
from qgis.core import (
    NULL,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFieldConstraints,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QTabWidget

from village_internet_plugin.domain import schema
from village_internet_plugin.domain.languages import LANGUAGES
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.form_words import DEMANDS, TABS
from village_internet_plugin.layers.plan_expressions import FIRST_VALUES, register_functions
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_forms import (
    VILLAGE_RELATION,
    set_plan_forms,
    setting_plan_forms,
    take_first_values_away,
)
from village_internet_plugin.layers.plan_in_project import PROJECT_TABLES
from village_internet_plugin.rules.site_rules import REQUIRED_FIELDS

pytestmark = pytest.mark.qgis
STRENGTHS = QgsFieldConstraints.ConstraintStrength
HERE = QgsGeometry.fromWkt(f"POINT ({ADANG.lon} {ADANG.lat})")

NOT_SO = (
    *(("name", " "), ("status", None), ("site_kind", None), ("funding_source_id", None)),
    *(("village_code", "64.01.06.2999"), ("village_code", "Adang"), ("village_code", None)),
    *(("year", 1999), ("year", 20_260), ("capex_idr", -1), ("opex_idr_per_month", -1)),
    *(("service_months", -1), ("bandwidth_mbps", -0.5), ("power_hours", 24.5)),
)


class Forms:
    """The layers of an open plan with their forms."""

    def __init__(self, path: Path, language: str) -> None:
        self.plan = CurrentPlan(QgsProject.instance(), language)
        self.plan.open(path)
        self.plan.flush()
        self.layers: dict[str, QgsVectorLayer] = {
            table: self.plan.layer(table) for table in PROJECT_TABLES
        }
        self.unregister = register_functions(self.plan)
        set_plan_forms(self.layers, language, REQUIRED_FIELDS)
        self.hotspots = self.layers["hotspots"]

    def place(self, column: str) -> int:
        return int(self.hotspots.fields().indexOf(column))

    def new_hotspot(self, **values: object) -> QgsFeature:
        """Make a hotspot as QGIS's own tool does before it shows the form."""
        context = QgsExpressionContext(
            QgsExpressionContextUtils.globalProjectLayerScopes(self.hotspots)
        )
        given = {self.place(column): value for column, value in values.items()}
        return QgsVectorLayerUtils.createFeature(self.hotspots, HERE, given, context)

    def faults(self, feature: QgsFeature, strength: object) -> set[str]:
        return {
            field.name()
            for place, field in enumerate(self.hotspots.fields())
            if not QgsVectorLayerUtils.validateAttribute(self.hotspots, feature, place, strength)[0]
        }

    def end(self) -> None:
        self.unregister()
        self.plan.close(remove_layers=True)
        self.layers.clear()
        del self.hotspots
        let_go()


@pytest.fixture(params=LANGUAGES)
def forms(village_plan: Path, request: pytest.FixtureRequest) -> Iterator[Forms]:
    QgsGui.editorWidgetRegistry().initEditors()
    fill(village_plan)
    forms = Forms(village_plan, request.param)
    yield forms
    forms.end()


def test_every_column_of_a_hotspot_stands_in_one_tab(forms: Forms) -> None:
    form = QgsAttributeForm(forms.hotspots, forms.new_hotspot(), QgsAttributeEditorContext())
    tabs = form.findChild(QTabWidget)
    words = [section.title.say(forms.plan.language) for section in TABS["hotspots"]]
    assert [tabs.tabText(number) for number in range(tabs.count())] == words
    placed = [column for section in TABS["hotspots"] for column in section.columns]
    assert sorted(placed) == sorted(schema.HOTSPOTS.names())
    shown = {label.text() for label in form.findChildren(QLabel)}
    assert {"Desa" if forms.plan.language == "id" else "Village"} <= shown


def test_the_attribute_table_has_the_forms_order_without_row_numbers(forms: Forms) -> None:
    columns = forms.hotspots.attributeTableConfig().columns()
    shown = [column.name for column in columns if not column.hidden and column.name]
    assert shown == [column for section in TABS["hotspots"] for column in section.columns]
    villages = forms.layers["villages"].attributeTableConfig().columns()
    assert [one.name for one in villages if not one.hidden][:2] == ["village_code", "name"]


def test_a_new_hotspot_begins_with_what_the_map_tells(forms: Forms) -> None:
    feature = forms.new_hotspot()
    assert len(feature["hotspot_id"]) == 36
    assert feature["status"] == "proposed"
    assert feature["village_code"] == "64.01.06.2023"
    assert feature["name"] == "Adang Jaya"
    assert feature["funding_source_id"] == "APBD"
    assert feature["year"] == 2026
    assert feature["technology"] == NULL
    assert forms.faults(feature, STRENGTHS.ConstraintStrengthHard) == set()
    assert forms.faults(feature, STRENGTHS.ConstraintStrengthSoft) == set()


def test_what_comes_with_a_copy_is_kept(forms: Forms) -> None:
    feature = forms.new_hotspot(name="Balai Desa", status="surveyed", hotspot_id=A.hotspot_id)
    assert (feature["name"], feature["status"]) == ("Balai Desa", "surveyed")
    assert feature["hotspot_id"] != A.hotspot_id


def test_what_should_not_be_is_remarked_upon_and_can_be_saved(forms: Forms) -> None:
    for column, value in NOT_SO:
        feature = forms.new_hotspot()
        feature[column] = value
        remarks = forms.faults(feature, STRENGTHS.ConstraintStrengthSoft)
        assert remarks == {column}, (column, value)
        assert forms.faults(feature, STRENGTHS.ConstraintStrengthHard) == set()


def test_what_only_a_later_status_needs_is_asked_for_then(forms: Forms) -> None:
    feature = forms.new_hotspot()
    for status, lacking in (
        ("proposed", set()),
        ("surveyed", {"power", "technology"}),
        ("operating", {*REQUIRED_FIELDS["operating"]} - {*REQUIRED_FIELDS["proposed"]}),
        ("replaced", set()),
    ):
        feature["status"] = status
        assert forms.faults(feature, STRENGTHS.ConstraintStrengthSoft) == lacking, status
    feature["status"], feature["power"], feature["technology"] = "surveyed", "grid", "fibre"
    assert forms.faults(feature, STRENGTHS.ConstraintStrengthSoft) == set()


def test_only_an_id_that_is_none_or_another_one_keeps_a_form_open(forms: Forms) -> None:
    for value in (None, "", A.hotspot_id):
        feature = forms.new_hotspot()
        feature["hotspot_id"] = value
        assert forms.faults(feature, STRENGTHS.ConstraintStrengthHard) == {"hotspot_id"}, value


def test_each_remark_is_a_sentence_in_the_users_language(forms: Forms) -> None:
    for table, demands in DEMANDS.items():
        layer = forms.layers[table]
        for column, demand in demands.items():
            place = layer.fields().indexOf(column)
            sentence = layer.constraintDescription(place)
            assert sentence.startswith(demand.sentence.say(forms.plan.language))
            assert sentence.endswith(".")
    assert (
        forms.hotspots.constraintDescription(forms.place("power"))
        == {
            "en": "Needed from status “Surveyed” on.",
            "id": "Perlu diisi mulai status “Disurvei”.",
        }[forms.plan.language]
    )


def test_choices_are_named_and_can_be_left_empty(forms: Forms) -> None:
    form = QgsAttributeForm(forms.hotspots, forms.new_hotspot(), QgsAttributeEditorContext())
    power = form.findChild(QComboBox, "power")
    offered = [power.itemText(number) for number in range(power.count())]
    assert (
        offered
        == {
            "en": ["Not stated", "Grid", "Solar", "Generator", "None"],
            "id": ["Belum diisi", "PLN", "PLTS", "Genset", "Tidak ada"],
        }[forms.plan.language]
    )
    sources = form.findChild(QComboBox, "funding_source_id")
    assert "APBD" in [sources.itemText(number) for number in range(sources.count())]


def test_a_saved_form_changes_nothing_it_was_not_told_to(forms: Forms) -> None:
    odd = {"capex_idr": 12_345_678_901_234, "year": 1999, "village_code": "none", "power": "wind"}
    forms.hotspots.startEditing()
    told = forms.new_hotspot(**odd)
    empty = QgsFeature(forms.hotspots.fields())
    empty["hotspot_id"] = "id-empty"
    for feature in (told, empty):
        assert forms.hotspots.addFeature(feature)
        before = forms.hotspots.getFeature(feature.id())
        form = QgsAttributeForm(forms.hotspots, before, QgsAttributeEditorContext())
        form.show()
        # The village is looked up beside the form.
        QTest.qWait(500)
        form.changeAttribute("notes", "told")
        assert form.save()
        before["notes"] = "told"
        assert forms.hotspots.getFeature(feature.id()).attributes() == before.attributes()
    forms.hotspots.rollBack()


def test_what_others_published_cannot_be_edited(forms: Forms) -> None:
    assert not forms.layers["published_hotspots"].startEditing()


def test_a_form_the_user_changed_is_left_alone(forms: Forms) -> None:
    place, language = forms.place("notes"), forms.plan.language
    own = QgsEditorWidgetSetup("TextEdit", {"IsMultiline": False})
    forms.hotspots.setEditorWidgetSetup(place, own)
    forms.hotspots.setFieldAlias(place, "Catatan lapangan")
    set_plan_forms(forms.layers, language, REQUIRED_FIELDS)
    assert forms.hotspots.editorWidgetSetup(place).config() == {"IsMultiline": False}
    assert forms.hotspots.attributeAlias(place) == "Catatan lapangan"
    set_plan_forms(forms.layers, "id" if language == "en" else "en")
    assert forms.hotspots.attributeAlias(place) != "Catatan lapangan"


def test_only_first_values_that_need_the_plugin_are_taken_away(forms: Forms) -> None:
    own = forms.place("notes")
    forms.hotspots.setDefaultValueDefinition(
        own, type(forms.hotspots.defaultValueDefinition(own))("'x'")
    )
    take_first_values_away(forms.layers)
    left = {
        field.name(): forms.hotspots.defaultValueDefinition(place).expression()
        for place, field in enumerate(forms.hotspots.fields())
    }
    kept = {column: v.expression for column, v in FIRST_VALUES.items() if not v.by_plugin}
    assert {c: e for c, e in left.items() if e} == {**kept, "notes": "'x'"}
    set_plan_forms(forms.layers, forms.plan.language)
    assert "new_hotspot" in forms.hotspots.defaultValueDefinition(forms.place("name")).expression()
    take_first_values_away({})


def test_without_layers_of_villages_and_sources_codes_are_typed(forms: Forms) -> None:
    forms.hotspots.removeCustomProperty("village_internet/form")
    for column in ("village_code", "funding_source_id"):
        forms.hotspots.setEditorWidgetSetup(forms.place(column), QgsEditorWidgetSetup())
    set_plan_forms({"hotspots": forms.hotspots}, "en")
    assert (
        forms.hotspots.editorWidgetSetup(forms.place("village_code")).type() != "RelationReference"
    )


def test_villages_taken_out_and_added_again_are_searched_again(forms: Forms) -> None:
    villages = forms.layers.pop("villages")
    QgsProject.instance().removeMapLayer(villages.id())
    del villages
    again = open_layer(forms.plan.path, "villages")
    QgsProject.instance().addMapLayer(again)
    forms.layers["villages"] = again
    set_plan_forms(forms.layers, forms.plan.language, REQUIRED_FIELDS)
    relation = QgsProject.instance().relationManager().relation(VILLAGE_RELATION)
    assert relation.isValid()
    assert relation.referencedLayer() == again
    assert forms.faults(forms.new_hotspot(), STRENGTHS.ConstraintStrengthSoft) == set()
    QgsProject.instance().removeMapLayer(again.id())


def test_columns_of_the_users_own_are_in_the_form_too(village_plan: Path) -> None:
    with closing(sqlite3.connect(village_plan)) as connection:
        connection.execute("ALTER TABLE hotspots ADD COLUMN surveyor TEXT")
    forms = Forms(village_plan, "en")
    elements = [one.name() for one in forms.hotspots.editFormConfig().tabs()]
    assert elements == ["Place", "Funding", "Technology", "Operation", "surveyor"]
    forms.end()


def test_the_village_is_searched_in_the_file(forms: Forms) -> None:
    relation = QgsProject.instance().relationManager().relation(VILLAGE_RELATION)
    assert relation.isValid()
    layout = QgsEditFormConfig.EditorLayout.TabLayout
    assert forms.hotspots.editFormConfig().layout() == layout


def test_nothing_of_it_is_written_to_the_plan_file(forms: Forms) -> None:
    with closing(sqlite3.connect(forms.plan.path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "layer_styles" not in tables


def test_setting_all_forms_gives_the_window_its_turns(forms: Forms) -> None:
    for layer in forms.layers.values():
        layer.removeCustomProperty("village_internet/form")
    turns = list(setting_plan_forms(forms.layers, "en"))
    assert list(dict.fromkeys(turns)) == list(forms.layers)
    assert len(turns) > 2 * len(forms.layers)
