"""The fan charts: which are drawn, what stands in them, and that the same result gives the same bytes."""
import datetime
import pathlib
import re
import tempfile
import unittest

import folder
import figures
from chart import moved_apart
from results import open_result


class Figures(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name) / "result"

    def drawn(self, *arguments):
        status, output, errors = folder.run("figures.py", self.path, *arguments)
        self.assertEqual(status, 0, errors)
        return [pathlib.Path(line) for line in output.splitlines()]

    def fault(self, *arguments):
        status, output, errors = folder.run("figures.py", self.path, *arguments)
        self.assertEqual((status, output), (2, ""))
        self.assertFalse((self.path / "figures").exists())
        return errors


class Choice(Figures):
    def test_a_stock_stands_against_the_capacity_of_its_resource(self):
        result = open_result(folder.write(self.path))
        self.assertEqual(figures.default_charts(result), [("in_reception", "places")])

    def test_who_is_only_part_of_those_lodged_has_no_capacity(self):
        measures = dict(folder.MEASURES)
        measures["waiting"] = ({"title": {}, "persons": {"lodged": "coa", "stage": "asylum.decision"}},
                               *folder.MEASURES["in_reception"][1:])
        result = open_result(folder.write(self.path, measures=measures))
        self.assertEqual(figures.default_charts(result), [("in_reception", "places"), ("waiting", None)])

    def test_the_demand_for_places_stands_against_them_in_place_of_who_has_one(self):
        lodged = folder.MEASURES["in_reception"]
        measures = dict(folder.MEASURES)
        measures["unplaced"] = ({"title": {}, "unplaced": "coa"}, *lodged[1:])
        measures["demand"] = ({"title": {}, "sum": ["in_reception", "unplaced"]}, *lodged[1:])
        result = open_result(folder.write(self.path, measures=measures))
        self.assertEqual(figures.default_charts(result), [("demand", "places")])

    def test_dwellings_are_taken_by_households_not_by_persons(self):
        resources = {**folder.RESOURCES, "coa": {**folder.RESOURCES["coa"], "unit": "households"}}
        lodged = folder.MEASURES["in_reception"]
        measures = {**folder.MEASURES, "taken": ({"title": {}, "used": "coa"}, *lodged[1:]), "unplaced": ({"title": {}, "unplaced": "coa"}, *lodged[1:]),
                    "demand": ({"title": {}, "sum": ["in_reception", "unplaced"]}, *lodged[1:])}
        resolved = {"resources": resources, "measures": {name: measure[0] for name, measure in measures.items() if measure[0]}}
        result = open_result(folder.write(self.path, measures=measures, resolved=resolved))
        self.assertEqual(figures.default_charts(result), [("taken", "places"), ("in_reception", None)])

    def test_a_sum_of_other_things_is_not_a_demand(self):
        measures = dict(folder.MEASURES)
        measures["twice"] = ({"title": {}, "sum": ["in_reception", "in_reception"]}, *folder.MEASURES["in_reception"][1:])
        result = open_result(folder.write(self.path, measures=measures))
        self.assertEqual(figures.default_charts(result), [("in_reception", "places")])

    def test_without_the_resolved_scenario_names_tell(self):
        measures = {"beds": folder.MEASURES["in_reception"], "beds_capacity": folder.MEASURES["places"]}
        result = open_result(folder.write(self.path, measures=measures, resolved="as text"))
        self.assertEqual(figures.default_charts(result), [("beds", "beds_capacity")])

    def test_against_must_be_dated_alike(self):
        folder.write(self.path)
        self.assertIn("not dated alike", self.fault("--measure", "in_reception", "--against", "housed"))
        self.assertIn("nearest is places", self.fault("--measure", "in_reception", "--against", "place"))
        self.assertIn("exactly one --measure", self.fault("--measure", "peak", "--measure", "housed", "--against", "places"))

    def test_a_group_needs_a_measure_that_has_it(self):
        folder.write(self.path)
        self.assertIn("has no group", self.fault("--measure", "in_reception", "--group", "origin=syria"))
        names = [path.name for path in self.drawn("--measure", "housed", "--group", "origin=syria")]
        self.assertEqual(names, ["housed-origin-syria.png", "housed-origin-syria.svg"])


class Pictures(Figures):
    def test_png_and_svg_are_whole_and_the_same_each_time(self):
        folder.write(self.path)
        first = {path.name: path.read_bytes() for path in self.drawn("--measure", "in_reception", "--measure", "wait.mean")}
        second = {path.name: path.read_bytes() for path in self.drawn("--measure", "in_reception", "--measure", "wait.mean")}
        self.assertEqual(sorted(first), ["in_reception.png", "in_reception.svg", "wait.mean.png", "wait.mean.svg"])
        self.assertEqual(first, second)
        for name, content in first.items():
            self.assertTrue(content.endswith(b"IEND\xaeB`\x82") if name.endswith("png") else content.endswith(b"</svg>\n"))

    def test_an_svg_says_what_its_bands_hold_and_not_when_it_was_made(self):
        folder.write(self.path, uncertainty="none")
        text = self.drawn("--language", "nl")[1].read_text(encoding="utf-8")
        self.assertIn("alleen toeval", text)
        self.assertNotRegex(text, r"<dc:date>")

    def test_every_word_of_a_figure_fits_on_the_page(self):
        long = {"nl": "Statushouders wachtend op een woning, vanaf de vergunning tot aan de verhuizing naar die woning",
                "en": "Status holders waiting for a home"}
        measures = {name: ({**folder.MEASURES[name][0], "title": long}, *folder.MEASURES[name][1:])
                    for name in ("in_reception", "places")}
        folder.write(self.path, measures=measures)
        from fan_chart import draw
        result = open_result(self.path)
        figure = draw(result, "in_reception", "places", "", "nl")
        page = figure.bbox
        renderer = figure.canvas.get_renderer()
        for part in figure.texts + figure.legends + figure.axes[0].texts:
            box = part.get_window_extent(renderer)
            self.assertGreaterEqual(box.x0, page.x0, part)
            self.assertLessEqual(box.x1, page.x1, part)
        self.assertEqual(figure.axes[0].get_ylim()[0], 0)

    def test_long_and_short_runs_have_readable_dates(self):
        from fan_chart import draw
        for years, first in ((1, "jan 2026"), (4, "2026"), (30, "2030")):
            dates = [datetime.date(2026 + years * index // 6, 1 + years * index * 2 % 12, 1) for index in range(7)]
            folder.write(self.path, measures={"in_reception": folder.MEASURES["in_reception"]}, dates=dates)
            figure = draw(open_result(self.path), "in_reception", None, "", "nl")
            figure.canvas.draw()
            labels = [label.get_text() for label in figure.axes[0].get_xticklabels() if label.get_text()]
            self.assertIn(first, labels)
            self.assertLessEqual(len(labels), 8)
            self.assertTrue(all(re.fullmatch(r"([a-z]{3} )?\d{4}", label) for label in labels), labels)

    def test_labels_are_moved_apart_as_little_as_it_takes(self):
        self.assertEqual(moved_apart([0, 100], 12), [0, 100])
        self.assertEqual(moved_apart([50, 50], 12), [44, 56])
        apart = moved_apart([10, 11, 12, 60], 12)
        self.assertEqual(apart, [-1, 11, 23, 60])


if __name__ == "__main__":
    unittest.main()
