"""The charts of waits, flows, the taakstelling and the costs: the numbers in them worked out by hand, and that every word fits."""
import datetime
import pathlib
import tempfile
import unittest

import numpy

import folder
import chart
import cost_chart
import figures
import flow_chart
import task_chart
import waits_chart
import words
from actuals import Actuals
from provisions import Counts
from results import ResultError, open_result

NAN = folder.NAN
YEAR = [datetime.date(2026 + month // 12, 1 + month % 12, 1) for month in range(13)]
# Persons a month of each flow, in three replications 1, 2 and 3 times as many.
FLOWS = {"applications": 100, "granted": 40, "granted_on_appeal": 5, "appealed": 12, "refused": 20, "inadmissible": 3, "dublin_accepted": 6, "withdrawn": 4,
         "appeal_failed": 6, "with_nidos": 2, "family_to_wait": 30, "joined_sponsor": 25, "family_to_larger_home": 5, "nidos_to_wait": 1, "reunited_from_nidos": 0,
         "resettled_housed": 1, "housed_in_own_home": 50, "out_of_transit": 10, "into_transit": 12, "reunited_while_waiting": 0, "home_declined": 1, "departed": 4,
         "removed": 3, "left_unseen": 9, "dublin_unseen": 4, "transferred": 2, "stayed_without_papers": 3}


def flow_of(number, months=12):
    return ({"title": {}, "flow": {}}, "period", "persons", [[times * number] * months + [NAN] for times in (1, 2, 3)])


class InAFolder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = pathlib.Path(temporary.name) / "result"

    def assert_words_fit(self, figure):
        figure.canvas.draw()
        renderer = figure.canvas.get_renderer()
        ticks = [label for axes in figure.axes if axes.axison for label in [*axes.get_xticklabels(), *axes.get_yticklabels()]]
        for part in figure.texts + figure.legends + [text for axes in figure.axes for text in axes.texts] + ticks:
            box = part.get_window_extent(renderer)
            self.assertTrue(box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y0 >= -1 and box.y1 <= figure.bbox.y1 + 1, part)
        chart.pyplot.close(figure)


class Flows(InAFolder):
    def result(self, **changes):
        measures = {name: flow_of(number) for name, number in {**FLOWS, **changes}.items() if number is not None}
        return open_result(folder.write(self.path, measures=measures, dates=YEAR))

    def test_who_goes_where_in_a_year(self):
        span, found = flow_chart.flows(self.result())
        self.assertEqual(span.start.year, 2026)
        self.assertEqual(list(found["applications", "decision"]), [1200, 2400, 3600])
        means = {link: values.mean() / 24 for link, values in found.items()}             # a month, in the middle replication
        self.assertEqual(means["decision", "permit"], 40 - 5)
        self.assertEqual(means["decision", "departure"], 20 - 12 + 3)
        self.assertEqual(means["permit", "home_wait"], 40 - 2)
        self.assertEqual(means["home_wait", "own_home"], 50 - 10 - 1)
        self.assertEqual(means["departure", "unseen"], 9 - 4)

    def test_a_stock_grows_by_who_come_less_who_go_and_a_passage_lets_all_through(self):
        nodes = flow_chart.nodes_of(flow_chart.flows(self.result())[1])
        self.assertEqual(nodes["decision"].grew, 24 * (100 - (35 + 12 + 11 + 6 + 4)))
        self.assertEqual(nodes["home_wait"].grew, 24 * (38 + 30 + 1 - (39 + 12 + 5 + 1)))
        self.assertEqual((nodes["permit"].came, nodes["permit"].went), (24 * 40, 24 * 40))
        self.assertEqual((nodes["family"].grew, nodes["own_home"].grew), (0, 0))
        self.assertEqual(nodes["applications"].band, tuple(numpy.quantile([1200, 2400, 3600], [0.05, 0.95])))

    def test_who_come_and_go_in_all_is_what_the_stocks_grow_by(self):
        nodes = flow_chart.nodes_of(flow_chart.flows(self.result())[1])
        came = sum(nodes[name].went for name in ("applications", "family", "resettled"))
        left = sum(node.came for name, node in nodes.items() if node.kind == "end" and name != "without_papers")
        self.assertAlmostEqual(came - left, sum(node.came - node.went for node in nodes.values() if node.kind == "stock"))

    def test_nodes_of_a_column_stand_apart_in_the_drawing(self):
        _, found = flow_chart.flows(self.result())
        nodes = flow_chart.nodes_of(found)
        for node in nodes.values():
            node.lines = flow_chart.lines_of(node, "nl")
        scale = flow_chart.place(nodes, found)
        for column in range(len(flow_chart.COLUMNS)):
            below = 0.0
            for node in [node for node in nodes.values() if node.column == column]:
                self.assertGreaterEqual(node.top, below + node.room - 1e-9)
                below = node.top + scale * node.size
            self.assertLessEqual(below, 1 + 1e-9)

    def test_every_word_fits_in_both_languages(self):
        for language in words.LANGUAGES:
            self.assert_words_fit(flow_chart.draw(self.result(), language))

    def test_what_is_missing_is_named(self):
        with self.assertRaisesRegex(ResultError, "needs appealed, departed; run a scenario of scenarios/netherlands again"):
            flow_chart.draw(self.result(appealed=None, departed=None), "nl")
        with self.assertRaisesRegex(ResultError, "does not cover 2031 whole; it covers 2026"):
            flow_chart.flows(self.result(), 2031)

    def test_every_measure_that_is_read_is_in_the_scenario(self):
        import test_definitions
        defined = test_definitions.names_in(folder.source / "scenarios/netherlands")
        self.assertLessEqual(set(flow_chart.measures_needed()), defined)
        self.assertEqual(set(FLOWS), set(flow_chart.measures_needed()))


    def test_a_run_of_less_than_a_year_is_drawn_without_it(self):
        measures = {**{name: flow_of(number, 6) for name, number in FLOWS.items()}, "in_reception": folder.MEASURES["in_reception"]}
        result = open_result(folder.write(self.path, measures=measures))
        self.assertFalse(flow_chart.is_held(result))
        status, output, errors = folder.run("figures.py", self.path)
        self.assertEqual((status, [pathlib.Path(line).name for line in output.splitlines()]), (0, ["in_reception.png", "in_reception.svg"]), errors)
        self.assertEqual(folder.run("figures.py", self.path, "--year", "2026")[0], 2)


class Waits(InAFolder):
    def test_average_and_both_other_lines(self):
        result = open_result(folder.write(self.path))
        self.assertEqual(figures.waits(result), ["wait"])
        figure = waits_chart.draw(result, "wait", "", "nl", Actuals(), None)
        axes = figure.axes[0]
        self.assertEqual([line.get_ydata()[-1] for line in axes.lines], [5.5, 11, 19])
        texts = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
        self.assertIn("9 op 10 niet langer", texts)
        self.assertEqual([text.get_text() for text in axes.texts], ["5,5", "11,0", "19,0"])
        self.assert_words_fit(figure)


class Task(InAFolder):
    def result(self):
        places = list(Counts(open_result(folder.write(self.path))).municipalities)
        values = {"task": [[5] * 12 + [NAN]] * 3, "credited": [[times] * 12 + [NAN] for times in (4, 5, 6)],
                  "backlog": [[10 + (5 - times) * month for month in range(13)] for times in (4, 5, 6)]}
        measures = {name: ({"title": {}, "persons" if name == "backlog" else "flow": {}}, "moment" if name == "backlog" else "period", "persons", numbers)
                    for name, numbers in values.items()}
        groups = {name: {f"municipality={place}": numbers for place in places} for name, numbers in values.items()}
        return open_result(folder.write(self.path, measures=measures, groups=groups, dates=YEAR)), places

    def test_a_half_year_is_its_months_and_the_region_its_municipalities(self):
        result, places = self.result()
        areas, spans, _ = task_chart.by_area(result)
        self.assertEqual(list(areas), ["region", *places])
        self.assertEqual(len(spans), 2)
        self.assertEqual(areas["nijmegen"]["credited"].tolist(), [[24, 24], [30, 30], [36, 36]])
        self.assertEqual(areas["nijmegen"]["backlog"].tolist(), [[16, 22], [10, 10], [4, -2]])
        self.assertEqual(areas["region"]["task"].tolist(), [[210, 210]] * 3)

    def test_every_word_fits(self):
        self.assert_words_fit(task_chart.draw(self.result()[0], "nl"))

    def test_another_result_is_told_what_it_lacks(self):
        result = open_result(folder.write(self.path))
        self.assertFalse(task_chart.is_held(result))
        with self.assertRaisesRegex(ResultError, "the chart of the taakstelling needs task of municipality="):
            task_chart.draw(result, "nl")


class Costs(InAFolder):
    def result(self):
        paid = [[times * 1e6] * 12 + [NAN] for times in (1, 2, 3)]
        measures = {"region_cost_of_places": ({"title": {}, "cost": {}}, "period", "EUR", [[1.5 * value for value in row] for row in paid]),
                    "region_cost_of_housing": ({"title": {}, "cost": {}}, "period", "EUR", paid)}
        groups = {"region_cost_of_places": {"payer=coa": paid, "payer=municipalities": [[0.5 * value for value in row] for row in paid]},
                  "region_cost_of_housing": {"payer=municipalities": paid}}
        return open_result(folder.write(self.path, measures=measures, groups=groups, dates=YEAR))

    def test_payers_are_added_up_over_what_they_pay_and_the_parts_make_the_whole(self):
        years, amounts, (low, high, mean) = cost_chart.by_payer(self.result())
        self.assertEqual([year.start.year for year in years], [2026])
        self.assertEqual({payer: values.tolist() for payer, values in amounts.items()}, {("municipalities", False): [36], ("coa", False): [24]})
        self.assertEqual((mean.tolist(), low.tolist(), high.tolist()), ([60], [33], [87]))

    def test_every_word_fits(self):
        self.assert_words_fit(cost_chart.draw(self.result(), "nl"))

    def test_another_result_has_none(self):
        result = open_result(folder.write(self.path))
        self.assertFalse(cost_chart.is_held(result))
        with self.assertRaisesRegex(ResultError, "counts no costs of the region"):
            cost_chart.draw(result, "nl")


class Command(InAFolder):
    def test_every_kind_that_the_result_holds_and_the_same_bytes_each_time(self):
        folder.write(self.path)
        drawn = []
        for _ in range(2):
            status, output, errors = folder.run("figures.py", self.path, "--language", "nl", "--today", "2026-05-20")
            self.assertEqual(status, 0, errors)
            files = [pathlib.Path(line) for line in output.splitlines()]
            drawn.append({file.name: file.read_bytes() for file in files})
        self.assertEqual(list(drawn[0]), ["in_reception.png", "in_reception.svg", "wait.png", "wait.svg"])
        self.assertEqual(drawn[0], drawn[1])

    def test_a_kind_that_it_does_not_hold_is_told(self):
        folder.write(self.path)
        for kind, said in (("flows", "the diagram of flows needs"), ("task", "taakstelling needs"), ("costs", "counts no costs")):
            status, output, errors = folder.run("figures.py", self.path, "--only", kind)
            self.assertEqual((status, output), (2, ""))
            self.assertIn(said, errors)


if __name__ == "__main__":
    unittest.main()
