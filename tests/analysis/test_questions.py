"""The answers to the questions: what is taken of a result, and what they ask for is there."""
import pathlib
import tempfile
import unittest

import folder
import questions
from results import ResultError, open_result


def row(**changes):
    return {"id": "x", "scenario": "small", "measure": "housed", "group": "", "how": "sum", "from": "2026-01-01",
            "until": "2026-04-01", "unit": "persons", "against": "", **changes}


class Numbers(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.result = open_result(folder.write(pathlib.Path(temporary.name) / "result"))

    def number(self, **changes):
        return list(questions.number_of(self.result, row(**changes)))

    def test_a_sum_is_over_the_dates_from_the_first_up_to_the_last(self):
        self.assertEqual(self.number(), [6, 6, 15])
        self.assertEqual(self.number(until="2026-02-01"), [1, 3, 5])

    def test_a_stock_is_taken_at_its_date(self):
        self.assertEqual(self.number(measure="in_reception", how="at", **{"from": "2026-07-01"}), [1060, 1000, 940])
        with self.assertRaises(ResultError):
            self.number(measure="in_reception", how="at", **{"from": "2026-07-02"})

    def test_a_mean_leaves_out_periods_in_which_nobody_was_counted(self):
        self.assertEqual(self.number(measure="wait.mean", how="mean")[:2], [25, 20])

    def test_against_is_the_difference_of_each_replication(self):
        results = {"small": self.result, "other": self.result}
        numbers = questions.numbers_asked([row(against="other"), row(id="y")], results)
        self.assertEqual(numbers["x"][""], "0")
        self.assertEqual(numbers["y"][""], "6")

    def test_what_is_not_known_is_told(self):
        for wrong in ({"how": "middle"}, {"measure": "huosed"}, {"from": "2030-01-01", "until": "2031-01-01"}):
            with self.assertRaises(ResultError):
                self.number(**wrong)

    def test_a_sentence_takes_numbers_that_are_there(self):
        numbers = {"a": {"": "5", "band": "1 to 9"}}
        self.assertEqual(questions.filled("{a} ({a:band})", numbers), "5 (1 to 9)")
        with self.assertRaises(ResultError):
            questions.filled("{b}", numbers)


class Asked(unittest.TestCase):
    def test_there_are_fifteen_questions_and_each_number_is_of_a_scenario_and_used_once(self):
        answers, asked = questions.rows_of("answers.csv"), questions.rows_of("asked.csv")
        self.assertEqual([answer["question"] for answer in answers], [str(number) for number in range(1, 16)])
        self.assertEqual(len({row["id"] for row in asked}), len(asked))
        for row in asked:
            self.assertIn(row["how"], questions.HOW)
            self.assertTrue(questions.scenario_file(row["scenario"]).exists(), row["scenario"])
        for answer in answers:
            self.assertTrue(answer["nl"] and answer["en"] and answer["answer"], answer["question"])

    def test_every_scenario_of_a_question_is_asked_something(self):
        files = {path.stem for path in questions.QUESTIONS.glob("q*.yaml")}
        self.assertEqual(files - {row["scenario"] for row in questions.rows_of("asked.csv")}, set())


if __name__ == "__main__":
    unittest.main()
