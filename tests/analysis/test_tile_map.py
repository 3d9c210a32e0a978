"""The tiles: what stands in them, that faults are told, and that none lies on another."""
import pathlib
import re
import tempfile
import unittest

import folder
import tile_map
from results import open_result

SEVEN = ["nijmegen", "berg_en_dal", "beuningen", "druten", "heumen", "mook_en_middelaar", "wijchen"]
NAN = folder.NAN
DATE = "2026-04-01"


def stock(values):
    return [[value] * 7 for value in values]


PLACES = ({"title": {"nl": "plekken", "en": "places"}, "capacity": "coa"}, "moment", "places", stock([500, 600, 700]))
BACKLOG = ({"title": {"nl": "achterstand", "en": "backlog"}, "cumulative": "housed", "start": "0"}, "moment", "persons", stock([70, 80, 90]))
GROUPS = {
    "region_durable_places": {"site.municipality=nijmegen": stock([400, 410, 820]), "site.municipality=wijchen": stock([300, 300, 300])},
    "backlog": {f"municipality={name}": stock([-10, 20 + place, 50]) for place, name in enumerate(SEVEN)},
}


class TileMap(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = pathlib.Path(temporary.name) / "result"

    def write(self, groups=None):
        manifest_kinds = folder.KINDS + ["cumulative"]
        kept, folder.KINDS = folder.KINDS, manifest_kinds
        self.addCleanup(setattr, folder, "KINDS", kept)
        return folder.write(self.path, measures={"region_durable_places": PLACES, "backlog": BACKLOG}, groups=groups or GROUPS)

    def tiles(self):
        result = open_result(self.write())
        return {tile.name: tile for tile in tile_map.tiles_of(result, tile_map.date_of(result, DATE))}

    def texts(self, language):
        result = open_result(self.write())
        date = tile_map.date_of(result, DATE)
        import tiles
        figure = tiles.draw(result, tile_map.tiles_of(result, date), date, language)
        return figure, [text.get_text() for text in [*figure.axes[0].texts, *figure.texts]]

    def fault(self, *arguments):
        status, output, errors = folder.run("tile_map.py", self.path, *arguments)
        self.assertEqual((status, output), (2, ""))
        return errors

    def test_a_tile_has_its_places_its_duty_and_its_backlog(self):
        tiles = self.tiles()
        self.assertEqual(len(tiles), 7)
        self.assertEqual((tiles["Nijmegen"].duty, tiles["Nijmegen"].duty_is_published), (817, True))
        self.assertEqual(tiles["Nijmegen"].places[1], 410)
        self.assertEqual(tiles["Berg en Dal"].backlog[1], 21)
        self.assertFalse(tiles["Druten"].duty_is_published)

    def test_where_no_site_is_there_are_no_places(self):
        self.assertEqual(self.tiles()["Beuningen"].places, (0, 0, 0))

    def test_no_tile_lies_on_another(self):
        tiles = self.tiles().values()
        self.assertEqual(len({(tile.column, tile.row) for tile in tiles}), 7)

    def test_the_numbers_stand_in_the_tiles_in_either_language(self):
        for language, places, behind in (("nl", "410 van 817 plekken", "20 personen achter"), ("en", "410 of 817 places", "20 persons behind")):
            _, texts = self.texts(language)
            for text in (places, behind, "Nijmegen", "Mook en Middelaar"):
                self.assertIn(text, texts)
            self.assertTrue(any("1.000" in text if language == "nl" else "1,000" in text for text in texts))
            self.assertTrue(any("107*" in text for text in texts))

    def test_no_text_is_too_small_or_outside(self):
        figure, _ = self.texts("nl")
        figure.canvas.draw()
        page = figure.bbox
        for text in [*figure.axes[0].texts, *figure.texts]:
            self.assertGreaterEqual(text.get_size(), 7.5, text.get_text())
            box = text.get_window_extent()
            self.assertTrue(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1, text.get_text())

    def test_the_key_lies_on_no_tile_and_on_no_other_text(self):
        figure, _ = self.texts("nl")
        figure.canvas.draw()
        boxes = [text.get_window_extent() for text in [*figure.axes[0].texts, *figure.texts]]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1:]:
                self.assertFalse(one.overlaps(other))

    def test_the_same_result_gives_the_same_bytes(self):
        self.write()
        made = []
        for name in ("one", "two"):
            status, output, errors = folder.run("tile_map.py", self.path, "--on", DATE, "-o", self.path / name)
            self.assertEqual(status, 0, errors)
            made.append([pathlib.Path(line).read_bytes() for line in output.splitlines()])
        self.assertEqual(made[0], made[1])
        self.assertTrue(re.search(rb"<svg", made[0][1]))

    def test_what_is_not_there_is_told(self):
        self.write()
        self.assertIn("2026-04-02", self.fault("--on", "2026-04-02"))
        self.assertIn("such as", self.fault("--on", "soon"))
        self.write(groups={"backlog": GROUPS["backlog"]})
        self.assertIn("site.municipality", self.fault("--on", DATE))
        self.write(groups={"region_durable_places": GROUPS["region_durable_places"]})
        self.assertIn("not counted for", self.fault("--on", DATE))


if __name__ == "__main__":
    unittest.main()
