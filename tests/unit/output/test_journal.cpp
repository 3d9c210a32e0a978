// A journal gives back what was whole, whatever became of its end.
#include "output/journal.hpp"

#include <fstream>
#include <vector>

#include <sys/resource.h>

#include <csignal>

#include "catch.hpp"
#include "output/fault.hpp"
#include "output/sweep_journal.hpp"
#include "unit/output/scratch.hpp"

using namespace doorstroom;

namespace {

std::vector<std::string> found_in(const std::filesystem::path& path) {
    std::optional<Journal> journal = Journal::open(path);
    REQUIRE(journal.has_value());
    std::vector<std::string> records;
    journal->recover([&](std::uint64_t, std::string_view record) { records.emplace_back(record); });
    return records;
}

void make(const std::filesystem::path& path) {
    Journal journal = Journal::begin(path, "what it is about");
    for (const char* record : {"first", "", "the third"}) journal.append(record);
}

}  // namespace

TEST_CASE("What was added to a journal is found again, and so is what it is about") {
    const Scratch folder;
    make(folder / "journal");
    CHECK(Journal::open(folder / "journal")->about() == "what it is about");
    CHECK(found_in(folder / "journal") == std::vector<std::string>{"first", "", "the third"});
    CHECK_FALSE(Journal::open(folder / "none").has_value());
    CHECK_FALSE(std::filesystem::exists(folder / "journal.unfinished"));
}

TEST_CASE("A journal cut anywhere in its last record holds the others, and goes on behind them") {
    const Scratch folder;
    make(folder / "whole");
    const std::string text = text_of(folder / "whole");
    const std::size_t last = 8 + std::string("the third").size();
    for (std::size_t cut = 1; cut <= last; ++cut) {
        write_text(folder / "journal", text.substr(0, text.size() - cut));
        {
            std::optional<Journal> journal = Journal::open(folder / "journal");
            std::size_t records = 0;
            journal->recover([&](std::uint64_t, std::string_view) { ++records; });
            CHECK(records == 2);
            journal->append("another");
        }
        CHECK(found_in(folder / "journal") == std::vector<std::string>{"first", "", "another"});
    }
}

TEST_CASE("A byte that has changed ends the journal before its record") {
    const Scratch folder;
    make(folder / "whole");
    const std::string text = text_of(folder / "whole");
    const std::size_t begin = text.find("first") - 8;
    for (std::size_t at = begin; at < text.size(); ++at) {
        std::string damaged = text;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        write_text(folder / "journal", damaged);
        const std::size_t whole = at < begin + 13 ? 0 : at < begin + 21 ? 1 : 2;
        CHECK(found_in(folder / "journal").size() == whole);
    }
}

TEST_CASE("What is no journal is refused and left alone") {
    const Scratch folder;
    for (const std::string& text : {std::string(), std::string("something else that is long enough\n"), std::string("doorstroom journal 1\n\x7f\x7f")}) {
        write_text(folder / "journal", text);
        CHECK_THROWS_AS(Journal::open(folder / "journal"), FolderRefused);
        CHECK(text_of(folder / "journal") == text);
    }
}

TEST_CASE("A record that finds no room leaves the others as they were") {
    const Scratch folder;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    {
        Journal journal = Journal::begin(folder / "journal", "about");
        journal.append("first");
        const rlimit full{journal.size() + 12, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
        CHECK_THROWS_AS(journal.append("more than there is room for"), OutputFault);
        ::setrlimit(RLIMIT_FSIZE, &before);
    }
    CHECK(std::filesystem::file_size(folder / "journal") == 21 + 8 + 5 + 8 + 5);
    CHECK(found_in(folder / "journal") == std::vector<std::string>{"first"});
}

TEST_CASE("A sweep knows from its journal what it still needs") {
    const Scratch folder;
    const SweepJournal::Size size{3, 2, 2};
    const std::vector<double> values{1.5, -2};
    {
        SweepJournal journal(Journal::begin(folder / "journal", "about"), size);
        CHECK(journal.needs(1, 0));
        journal.add(1, 1, values);
        journal.add_failure(2, 1, "the later one");
        CHECK(journal.needs(2, 0));  // only then is known which failed first
        journal.add_failure(2, 0, "the earlier one");
    }
    SweepJournal journal(*Journal::open(folder / "journal"), size);
    CHECK(journal.needs(0, 1));
    CHECK(journal.needs(1, 0));
    CHECK_FALSE(journal.needs(1, 1));
    CHECK_FALSE(journal.needs(2, 1));
    CHECK(journal.failure_of(2) == "the earlier one");
    CHECK(journal.failure_of(1).empty());
    journal.add(1, 0, std::vector<double>{3, 4});
    CHECK(journal.values_of(1) == std::vector<double>{3, 4, 1.5, -2});
}

TEST_CASE("A replication that failed makes those after it needless, never those before it") {
    const Scratch folder;
    SweepJournal journal(Journal::begin(folder / "journal", "about"), {1, 4, 1});
    journal.add_failure(0, 2, "why");
    journal.add_failure(0, 3, "was under way");
    CHECK(journal.failure_of(0) == "why");
    CHECK(journal.needs(0, 0));
    CHECK(journal.needs(0, 1));
    CHECK_FALSE(journal.needs(0, 3));
}

TEST_CASE("A journal of a sweep of another size is refused") {
    const Scratch folder;
    { SweepJournal(Journal::begin(folder / "journal", "about"), {3, 2, 2}).add(2, 1, std::vector<double>{1, 2}); }
    const auto reads = [&](const SweepJournal::Size& size) { SweepJournal journal(*Journal::open(folder / "journal"), size); };
    CHECK_NOTHROW(reads({3, 2, 2}));
    CHECK_THROWS_AS(reads({2, 2, 2}), FolderRefused);
    CHECK_THROWS_AS(reads({3, 1, 2}), FolderRefused);
    CHECK_THROWS_AS(reads({3, 2, 3}), FolderRefused);
}
