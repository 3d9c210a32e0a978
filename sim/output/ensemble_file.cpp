#include "output/ensemble_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <netcdf.h>

#include "doorstroom/ensure.hpp"
#include "output/fault.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

namespace {

constexpr std::size_t numbers_in_a_chunk = std::size_t{8} << 10;    // 64 KiB before compression
constexpr std::size_t numbers_read_at_once = std::size_t{4} << 20;  // 32 MiB
constexpr std::size_t replications_read_at_once = 256;

// A chunk is one replication of all dates of so many series: written whole, and read whole again.
std::size_t series_in_a_chunk(const SeriesTable& table) {
    return std::clamp<std::size_t>(numbers_in_a_chunk / table.rows, 1, std::max<std::size_t>(table.series.size(), 1));
}

// Once a call has failed, the file is left alone: on a full disk closing or aborting it crashes inside HDF5.
// The library seldom says why ("HDF error"), and nearly always the disk is full: the space left is part of the message.
void check(int status, const std::filesystem::path& path, const char* doing) {
    if (status == NC_NOERR) return;
    std::error_code ignored;
    const auto space = std::filesystem::space(path.parent_path(), ignored);
    throw OutputFault(fmt::format("cannot {} {}: {} ({} MiB left on that disk)", doing, path.string(), nc_strerror(status),
                                  ignored ? 0 : space.available >> 20));
}

// The calls by which a netCDF file is defined and filled, each checked.
class Definition {
public:
    Definition(int file, const std::filesystem::path& path) : file_(file), path_(path) {}

    int dimension(const char* name, std::size_t length) {
        int id = -1;
        need(nc_def_dim(file_, name, length, &id));
        return id;
    }
    int variable(const char* name, nc_type type, const std::vector<int>& dimensions) {
        int id = -1;
        need(nc_def_var(file_, name, type, static_cast<int>(dimensions.size()), dimensions.data(), &id));
        return id;
    }
    void attribute(int variable, const std::string& name, const std::string& text) {
        need(nc_put_att_text(file_, variable, name.c_str(), text.size(), text.c_str()));
    }
    void texts(int variable, std::vector<const char*> texts) {
        if (!texts.empty()) need(nc_put_var_string(file_, variable, texts.data()));
    }
    void whole_numbers(int variable, const std::vector<int>& numbers) { need(nc_put_var_int(file_, variable, numbers.data())); }
    void need(int status) { check(status, path_, "write"); }

private:
    int file_;
    const std::filesystem::path& path_;
};

}  // namespace

EnsembleFile::EnsembleFile(const std::filesystem::path& path, const SeriesTable& table, std::uint32_t replications,
                           const Attributes& attributes)
    : path_(path), table_(table), replications_(replications), turned_(table.rows * table.series.size()) {
    check(nc_create(path.c_str(), NC_NETCDF4 | NC_CLOBBER, &file_), path, "write");
    define(attributes);
    write_coordinates();
}

EnsembleFile::~EnsembleFile() {
    if (file_ >= 0) nc_close(file_);  // given up: whoever made the file removes it
}

void EnsembleFile::define(const Attributes& attributes) {
    Definition made(file_, path_);
    const int realization_size = made.dimension("realization", replications_);
    const int time_size = made.dimension("time", table_.rows);
    const int series_size = made.dimension("series", table_.series.size());

    const int realization = made.variable("realization", NC_INT, {realization_size});
    made.attribute(realization, "standard_name", "realization");
    made.attribute(realization, "long_name", "replication");
    made.attribute(realization, "units", "1");
    const int time = made.variable("time", NC_INT, {time_size});
    made.attribute(time, "standard_name", "time");
    made.attribute(time, "long_name", "moment of counting, or first day of the period");
    made.attribute(time, "units", "days since 1970-01-01");
    made.attribute(time, "calendar", "standard");
    made.attribute(time, "axis", "T");
    made.attribute(made.variable("measure", NC_STRING, {series_size}), "long_name", "what was counted");
    made.attribute(made.variable("group", NC_STRING, {series_size}), "long_name", "of whom, attribute=value; empty for the total");
    made.attribute(made.variable("unit", NC_STRING, {series_size}), "long_name", "unit of the values");

    value_ = made.variable("value", NC_DOUBLE, {realization_size, time_size, series_size});
    made.attribute(value_, "long_name", "value of the measure for the group, in its unit");
    made.attribute(value_, "coordinates", "measure group unit");
    const double missing = std::numeric_limits<double>::quiet_NaN();
    made.need(nc_put_att_double(file_, value_, "_FillValue", NC_DOUBLE, 1, &missing));
    const std::array<std::size_t, 3> chunk{1, table_.rows, series_in_a_chunk(table_)};
    made.need(nc_def_var_chunking(file_, value_, NC_CHUNKED, chunk.data()));
    made.need(nc_def_var_deflate(file_, value_, NC_SHUFFLE, 1, 1));
    made.need(nc_def_var_fletcher32(file_, value_, NC_FLETCHER32));

    made.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
    for (const auto& [name, text] : attributes) made.attribute(NC_GLOBAL, name, text);
    made.need(nc_enddef(file_));
}

void EnsembleFile::write_coordinates() {
    Definition made(file_, path_);
    const auto variable = [&](const char* name) {
        int id = -1;
        made.need(nc_inq_varid(file_, name, &id));
        return id;
    };
    std::vector<int> replications(replications_), days;
    for (std::uint32_t i = 0; i < replications_; ++i) replications[i] = static_cast<int>(i);
    for (const Date date : table_.dates) days.push_back(static_cast<int>(date.time_since_epoch().count()));
    std::vector<const char*> measures, groups, units;
    for (const Series& series : table_.series) {
        measures.push_back(series.name.c_str());
        groups.push_back(series.group_name.c_str());
        units.push_back(series.unit.c_str());
    }
    made.whole_numbers(variable("realization"), replications);
    made.whole_numbers(variable("time"), days);
    made.texts(variable("measure"), measures);
    made.texts(variable("group"), groups);
    made.texts(variable("unit"), units);
}

void EnsembleFile::write(std::uint32_t replication, const std::vector<double>& values) {
    ensure(values.size() == turned_.size(), "a replication observes every series on every date");
    const std::size_t columns = table_.series.size();
    if (columns == 0) return;
    for (std::size_t series = 0; series < columns; ++series)
        for (std::size_t row = 0; row < table_.rows; ++row) turned_[row * columns + series] = values[series * table_.rows + row];
    const std::array<std::size_t, 3> start{replication, 0, 0};
    const std::array<std::size_t, 3> count{1, table_.rows, columns};
    const int status = nc_put_vara_double(file_, value_, start.data(), count.data(), turned_.data());
    if (status != NC_NOERR) file_ = -1;
    check(status, path_, "write");
}

void EnsembleFile::close() {
    const int file = file_;
    file_ = -1;
    check(nc_close(file), path_, "write");
    flush_to_disk(path_);
}

// ---- reading back -----------------------------------------------------------------------------------------------------

namespace {

class OpenEnsemble {
public:
    explicit OpenEnsemble(const std::filesystem::path& path) : path_(path) {
        check(nc_open(path.c_str(), NC_NOWRITE, &file_), path_, "read back");
        check(nc_inq_varid(file_, "value", &value_), path_, "read back");
    }
    ~OpenEnsemble() { nc_close(file_); }
    OpenEnsemble(const OpenEnsemble&) = delete;
    OpenEnsemble& operator=(const OpenEnsemble&) = delete;

    // All replications and dates of `count` series from `first` on. A few replications at a time: the library keeps
    // kilobytes for every chunk that one call touches.
    void read(std::size_t replications, std::size_t rows, std::size_t first, std::size_t count, std::vector<double>& into) {
        into.resize(replications * rows * count);
        for (std::size_t from = 0; from < replications; from += replications_read_at_once) {
            const std::array<std::size_t, 3> start{from, 0, first};
            const std::array<std::size_t, 3> extent{std::min(replications_read_at_once, replications - from), rows, count};
            check(nc_get_vara_double(file_, value_, start.data(), extent.data(), &into[from * rows * count]), path_, "read back");
        }
    }

private:
    const std::filesystem::path& path_;
    int file_ = -1;
    int value_ = -1;
};

}  // namespace

namespace {

// Bit by bit; a number that is missing is the same missing number everywhere.
void add_numbers(Sha256& digest, std::vector<double> values) {
    for (double& value : values)
        if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
    if (!values.empty()) digest.add({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)});
}

}  // namespace

std::vector<Summary> summarize_ensemble(const std::filesystem::path& path, const SeriesTable& table, std::uint32_t replications) {
    Sha256 numbers;
    return summarize_ensemble(path, table, replications, numbers);
}

std::vector<Summary> summarize_ensemble(const std::filesystem::path& path, const SeriesTable& table, std::uint32_t replications,
                                        Sha256& numbers) {
    std::vector<Summary> summaries(table.series.size() * table.rows);
    OpenEnsemble file(path);
    const std::size_t chunk = series_in_a_chunk(table);
    const std::size_t width = std::clamp<std::size_t>(numbers_read_at_once / (table.rows * replications), 1, chunk);
    std::vector<double> block, values;
    for (std::size_t first = 0, count = 0; first < table.series.size(); first += count) {
        count = std::min({width, chunk - first % chunk, table.series.size() - first});
        file.read(replications, table.rows, first, count, block);
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t row = 0; row < table.rows; ++row) {
                values.clear();
                for (std::size_t r = 0; r < replications; ++r) values.push_back(block[(r * table.rows + row) * count + i]);
                add_numbers(numbers, values);
                summaries[(first + i) * table.rows + row] = summarize(values);
            }
        }
    }
    return summaries;
}

}  // namespace doorstroom
