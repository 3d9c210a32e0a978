#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/result.hpp"
#include "app/status.hpp"
#include "app/sweep_run.hpp"
#include "output/fault.hpp"
#include "output/sweep_files.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

namespace files = std::filesystem;

// The rows of one file, which stand point by point.
class RowsByPoint {
public:
    explicit RowsByPoint(const files::path& file) : stream_(file, std::ios::binary) {
        std::getline(stream_, header_);
        std::getline(stream_, line_);
    }

    const std::string& header() const { return header_; }
    // Those of this point; points are asked for in ascending order.
    void copy(std::uint32_t point, TextFile& into) {
        const std::string begin = fmt::format("{},", point);
        for (; stream_ && line_.compare(0, begin.size(), begin) == 0; std::getline(stream_, line_)) into.write(line_ + '\n');
    }

private:
    std::ifstream stream_;
    std::string header_, line_;
};

class Merger {
public:
    explicit Merger(const MergeArguments& arguments) : arguments_(arguments) {}

    int carry_out() {
        for (const files::path& folder : arguments_.shards) records_.push_back(open(folder));
        for (std::size_t each = 1; each < records_.size(); ++each) compare(each);
        give_out_points();
        SweepFolder folder(arguments_.folder);
        refuse_to_write_over_something(folder);
        SweepRecord whole = records_.front();
        whole.shard = {};
        whole.files.clear();
        whole.failed = 0;
        for (const SweepRecord& record : records_) whole.failed += record.failed;
        try {
            write(folder, whole);
        } catch (const OutputFault&) {
            folder.clear();
            throw;
        }
        if (!arguments_.common.quiet)
            fmt::print("{} design points of {} parts put together in {}\n", whole.points, records_.size(), arguments_.folder.string());
        return done;
    }

private:
    const MergeArguments& arguments_;
    std::vector<SweepRecord> records_;
    static constexpr std::size_t nobody = ~std::size_t{0};
    std::vector<std::size_t> holders_;  // by point

    std::string name(std::size_t each) const { return arguments_.shards[each].string(); }

    // A part that is whole: its files are what it says they are.
    SweepRecord open(const files::path& folder) const {
        std::error_code ignored;
        if (files::exists(folder / SweepFolder::journal, ignored) && !files::exists(folder / SweepFolder::record, ignored))
            throw UsageFault(fmt::format("{0} is not finished; go on with: doorstroom resume {0}", folder.string()));
        std::optional<SweepRecord> record = read_record(folder / SweepFolder::record);
        if (!record || record->files.empty()) throw UsageFault(fmt::format("{} holds no finished sweep", folder.string()));
        for (const InputFile& file : record->files)
            if (digest_of_file(folder / file.name) != file.sha256)
                throw UsageFault(fmt::format("{} is not what it was when the sweep was finished", (folder / file.name).string()));
        return *record;
    }

    void compare(std::size_t each) const {
        const std::string differ = differences(records_.front(), "in " + name(0), records_[each], "in " + name(each));
        if (!differ.empty()) throw UsageFault(fmt::format("{} is not of the same sweep as {}: {}", name(each), name(0), differ));
    }

    void give_out_points() {
        holders_.assign(records_.front().points, nobody);
        for (std::size_t each = 0; each < records_.size(); ++each)
            for (std::uint32_t point = 0; point < holders_.size(); ++point) {
                if (!records_[each].shard.holds(point)) continue;
                if (holders_[point] != nobody) throw UsageFault(fmt::format("point {} is in {} and in {}", point, name(holders_[point]), name(each)));
                holders_[point] = each;
            }
        const auto missing = static_cast<std::size_t>(std::count(holders_.begin(), holders_.end(), nobody));
        if (missing == 0) return;
        const auto first = std::find(holders_.begin(), holders_.end(), nobody) - holders_.begin();
        throw UsageFault(fmt::format("{} of {} points are in none of these folders, the first is point {}; {}", missing, holders_.size(), first, parts_given()));
    }

    std::string parts_given() const {
        std::string parts = "given are";
        for (const SweepRecord& record : records_) parts += fmt::format(" {}/{}", record.shard.part, record.shard.of);
        return parts;
    }

    void refuse_to_write_over_something(SweepFolder& folder) const {
        std::error_code ignored;
        for (const files::path& shard : arguments_.shards)
            if (files::equivalent(shard, arguments_.folder, ignored))
                throw UsageFault(fmt::format("{} is one of the parts; the whole needs a folder of its own", arguments_.folder.string()));
        if (folder.holds() != SweepFolder::Holds::nothing && !arguments_.force)
            throw FolderRefused(fmt::format("{} is not empty (--force writes there all the same)", arguments_.folder.string()));
    }

    void write(SweepFolder& folder, const SweepRecord& whole) const {
        folder.clear();
        std::vector<std::string> kept;
        for (const InputFile& file : records_.front().files)
            if (file.name == "design.csv" || file.name == "problem.json") kept.push_back(file.name);
        for (const std::string& each : kept) copy_file(arguments_.shards.front() / each, folder.unfinished(each));
        for (const char* each : {"sweep.csv", "points.csv"}) put_together(each, folder.unfinished(each));
        folder.publish(kept);
        publish_sweep(folder, whole);
        folder.keep();
    }

    static void copy_file(const files::path& from, const files::path& to) {
        std::ifstream stream(from, std::ios::binary);
        TextFile file(to);
        file.write(std::string(std::istreambuf_iterator<char>(stream), {}));
        file.close();
    }

    void put_together(const char* file, const files::path& to) const {
        std::vector<RowsByPoint> parts;
        for (const files::path& shard : arguments_.shards) parts.emplace_back(shard / file);
        TextFile whole(to);
        whole.write(parts.front().header() + '\n');
        for (std::uint32_t point = 0; point < holders_.size(); ++point) parts[holders_[point]].copy(point, whole);
        whole.close();
    }
};

}  // namespace

int merge(const MergeArguments& arguments) { return Merger(arguments).carry_out(); }

}  // namespace doorstroom
