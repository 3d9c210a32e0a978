"""A sweep that is killed, interrupted or out of disk goes on, and ends as if nothing had been; one that is another is refused."""
import contextlib
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import time
import unittest
import zlib

from program import program
from swept import Swept, laws

record = 8 + 12 + 3 * 8      # bytes of the journal for each replication: length and checksum, which it is, three numbers


class Scenes(Swept):
    def begin_sweep(self, folder="swept", points=200, threads=1):
        self.spread(points)
        return self.begin(*self.said(folder, threads))

    def said(self, folder="swept", threads=1):
        return ["sweep", self.scenario, "--design", "design.csv", "-o", folder, "--replications", "3", "--threads", threads, "--quiet",
                "--measures", "waiting", "--every", "year"]

    def undisturbed(self, points):
        self.spread(points)
        self.expect(0, *self.said("undisturbed", 2))
        return self.digests("undisturbed")

    def size(self):
        with contextlib.suppress(FileNotFoundError):
            return (self.here / "swept/journal").stat().st_size
        return 0

    def wait_for_journal(self, process, records):
        """Until so many have been added to what is in it; whether they were before the process ended."""
        before, deadline = self.size(), time.monotonic() + 60
        while self.size() < before + records * record:
            if process.poll() is not None:
                return False
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.0005)
        return True

    def stop_early(self, points=60):
        """A sweep that was killed somewhere, in `swept`."""
        process = self.begin_sweep(points=points)
        self.assertTrue(self.wait_for_journal(process, 60))
        process.kill()
        process.wait(timeout=60)


class Stopped(Scenes):
    def test_killed_twenty_times_it_is_the_undisturbed_one(self):
        chance, points = random.Random(20), 400
        whole = self.undisturbed(points)
        process, kills = self.begin_sweep(points=points), 0
        while kills < 20 and self.wait_for_journal(process, chance.randrange(1, 50)):
            process.kill()
            process.wait(timeout=60)
            self.assertFalse((self.here / "swept/sweep.json").exists())
            kills += 1
            process = self.begin("resume", "swept", "--quiet", "--threads", 1 + kills % 3)
        self.assertEqual(process.wait(timeout=120), 0)
        self.assertEqual(kills, 20)
        self.assertEqual(self.digests("swept"), whole)

    def test_killed_at_any_moment_the_same_command_goes_on(self):
        whole = self.undisturbed(20)
        for step in range(25):
            process = self.begin(*self.said())
            time.sleep(0.004 * step)
            process.kill()
            process.wait(timeout=60)
        self.expect(0, *self.said())
        self.assertEqual(self.digests("swept"), whole)

    def test_an_interrupt_saves_what_is_done_and_says_how_to_go_on(self):
        whole = self.undisturbed(200)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.begin_sweep() if number == signal.SIGINT else self.begin("resume", "swept", "--threads", "2")
            self.assertTrue(self.wait_for_journal(process, 70))
            process.send_signal(number)
            _, complaint = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 128 + number)
            self.assertRegex(complaint, rf"^doorstroom: stopped by signal {int(number)}: \d+ of 600 replications are done and saved; go on with: doorstroom resume swept\n$")
            self.assertEqual({path.name for path in (self.here / "swept").iterdir()}, {"design.csv", "journal"})
        self.expect(0, "resume", "swept")
        self.assertEqual(self.digests("swept"), whole)

    def test_a_journal_cut_anywhere_in_its_last_record_goes_on(self):
        whole = self.undisturbed(60)
        self.stop_early()
        self.write("swept/.unfinished", "in the way of the finished files")
        _, complaint = self.expect(74, "resume", "swept")
        self.assertIn("180 of 180 replications are done and saved; go on with: doorstroom resume swept", complaint)
        journal = (self.here / "swept/journal").read_bytes()
        for cut in range(record + 1):
            shutil.rmtree(self.here / "cut", ignore_errors=True)
            shutil.copytree(self.here / "swept", self.here / "cut")
            (self.here / "cut/journal").write_bytes(journal[:len(journal) - cut])
            self.expect(0, "resume", "cut", "--quiet")
            self.assertEqual(self.digests("cut"), whole, cut)

    def test_it_goes_on_from_another_folder(self):
        whole = self.undisturbed(60)
        self.scenario = "chain.yaml"
        self.stop_early()
        subprocess.run([program, "resume", self.here / "swept", "--quiet"], cwd="/", check=True)
        self.assertEqual(self.digests("swept")[:3], whole[:3])      # sweep.json has the name of the scenario as it was given

    def test_two_at_the_same_time_do_not_share_a_folder(self):
        process = self.begin_sweep(points=2000)
        self.assertTrue(self.wait_for_journal(process, 50))
        for words in (("resume", "swept"), self.said()):
            self.assertIn("another run is writing to swept at this moment", self.expect(2, *words)[1])
        process.terminate()
        process.wait(timeout=60)

    def test_what_changed_since_is_named_and_nothing_is_done(self):
        self.stop_early()
        size = self.size()
        self.write("chain.yaml", self.scenario.read_text(encoding="utf-8").replace("openings: 480", "openings: 470"))
        self.assertRegex(self.refused(), r"swept cannot go on: \S*chain\.yaml changed since it was begun, and the scenario no longer says what it said")
        self.assertIn("swept holds another sweep, not finished yet: the scenario is chain (digest ", self.expect(2, *self.said())[1])
        self.scene("chain.yaml", laws)
        self.write("chain.yaml", "# a comment\n" + self.scenario.read_text(encoding="utf-8"))     # says the same
        design = self.here / "swept/design.csv"
        text = design.read_text(encoding="utf-8")
        design.write_text(text.replace("0.8", "0.9", 1), encoding="utf-8")
        self.assertIn("swept cannot go on: swept/design.csv is not the design it was begun with", self.refused())
        self.scenario.write_text(self.scenario.read_text(encoding="utf-8").removeprefix("# a comment\n"), encoding="utf-8")
        self.assertIn("swept cannot go on: swept/design.csv is not the design it was begun with", self.expect(2, *self.said())[1])
        design.unlink()
        self.assertIn("there is no file `swept/design.csv`", self.refused())
        design.write_text(text, encoding="utf-8")
        self.scenario.rename(self.here / "moved.yaml")
        self.assertIn("is not there", self.refused())
        (self.here / "moved.yaml").rename(self.scenario)
        self.assertEqual(self.size(), size)
        self.expect(0, "resume", "swept")
        self.assertEqual(self.digests("swept")[:3], self.undisturbed(60)[:3])      # sweep.json tells the comment

    def refused(self):
        return self.expect(2, "resume", "swept")[1]

    def test_a_journal_of_another_version_or_of_something_else_is_refused(self):
        self.stop_early()
        journal = self.here / "swept/journal"
        whole = journal.read_bytes()
        journal.write_bytes(b"something else\n" * 10)
        self.assertIn("swept/journal is no journal of this program", self.refused())
        self.assertIn("swept/journal is no journal of this program", self.expect(2, *self.said())[1])
        self.assertEqual(journal.read_bytes(), b"something else\n" * 10)
        begin = whole.index(b"{")
        length = int.from_bytes(whole[begin - 8:begin - 4], "little")
        about = whole[begin:begin + length].replace(b'"version": "0', b'"version": "9')
        journal.write_bytes(whole[:begin - 4] + checksum(about) + about + whole[begin + length:])
        self.assertRegex(self.refused(), r"swept was begun by version 9\.1\.0 \(commit \w+[+\w]*\), and this is 0\.1\.0")
        journal.unlink()
        self.assertIn("swept holds no sweep to go on with: it has no journal", self.refused())
        self.assertIn("there is no folder nowhere", self.expect(2, "resume", "nowhere")[1])
        self.assertFalse((self.here / "nowhere").exists())


def checksum(about):
    return zlib.crc32(len(about).to_bytes(4, "little") + about).to_bytes(4, "little")


class NotWritten(Scenes):
    def test_a_full_disk_keeps_what_was_done_and_goes_on_when_there_is_room(self):
        whole = self.undisturbed(400)
        disk = self.here / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=36k", "tmpfs", disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("a small disk can only be mounted by root, and not here")
        try:
            for words in (self.said("disk/swept", 2), ("resume", "disk/swept")):
                _, complaint = self.expect(74, *words)
                self.assertRegex(complaint, r"cannot write disk/swept/journal: No space left on device: \d+ of 1200 replications are done and saved; "
                                            r"go on with: doorstroom resume disk/swept\n$")
                self.assertGreater(int(complaint.split(" of 1200")[0].split()[-1]), 300)
            subprocess.run(["mount", "-o", "remount,size=1024k", disk], check=True)
            self.expect(0, "resume", "disk/swept")
            self.assertEqual(self.digests("disk/swept"), whole)
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_disk_that_is_full_from_the_start_keeps_nothing(self):
        disk = self.here / "disk"
        disk.mkdir()
        self.spread(400)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("a small disk can only be mounted by root, and not here")
        try:
            _, complaint = self.expect(74, *self.said("disk/deep/swept"))
            self.assertIn("nothing was written", complaint)
            self.assertEqual(list(disk.iterdir()), [])
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_limit_on_the_size_of_files_keeps_what_was_done(self):
        if b"__tsan_init" in pathlib.Path(program).read_bytes():
            self.skipTest("the thread sanitizer itself maps a file larger than that")
        whole = self.undisturbed(200)
        for kilobytes, words in ((10, self.said("swept", 2)), (20, ("resume", "swept")), (20, ("resume", "swept"))):
            limit = lambda most=kilobytes * 1000: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            _, complaint = self.expect(74, *words, preexec_fn=limit)
            self.assertRegex(complaint, r"cannot write swept/journal: File too large: \d+ of 600 replications are done and saved; go on with: doorstroom resume swept\n$")
            self.assertLessEqual(self.size(), kilobytes * 1000)
        self.assertGreater(self.size(), 19000)
        self.expect(0, "resume", "swept")
        self.assertEqual(self.digests("swept"), whole)

    def test_files_that_cannot_be_finished_leave_the_journal(self):
        whole = self.undisturbed(60)
        self.stop_early()
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))      # the journal fits, sweep.csv does not
        _, complaint = self.expect(74, "resume", "swept", preexec_fn=limit)
        self.assertIn("cannot write swept/.unfinished/sweep.csv: File too large: 180 of 180 replications are done and saved", complaint)
        self.assertEqual({path.name for path in (self.here / "swept").iterdir()}, {"design.csv", "journal"})
        self.expect(0, "resume", "swept")
        self.assertEqual(self.digests("swept"), whole)


if __name__ == "__main__":
    unittest.main()
