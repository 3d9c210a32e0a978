#include "app/result.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>

#include <fmt/format.h>

#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "doorstroom/sha256.hpp"
#include "doorstroom/version.hpp"
#include "output/ensemble_file.hpp"
#include "output/fault.hpp"
#include "output/forecast.hpp"
#include "run/simulate.hpp"

namespace doorstroom {

namespace {

EnsembleFile::Attributes attributes_of(const Scenario& scenario, Language language, Uncertainty uncertainty) {
    return {{"title", title_in(language, scenario.plan.title)},
            {"source", fmt::format("doorstroom {}, commit {}", version().number, version().commit)},
            {"scenario", scenario.plan.scenario},
            {"digest", scenario.digest},
            {"seed", fmt::format("{}", scenario.plan.seed)},
            {"uncertainty", uncertainty_of(scenario.plan, uncertainty)}};
}

}  // namespace

Result::Result(const Scenario& scenario, const CommonArguments& common, Uncertainty uncertainty, int threads)
    : scenario_(scenario), common_(common), table_(make_series_table(scenario.plan)), derived_(scenario.plan, table_),
      reconciliation_(scenario.plan),
      record_{scenario.plan.seed, static_cast<std::uint32_t>(scenario.plan.replications), uncertainty, {}, 0,
              std::min(threads, scenario.plan.replications), 0, common.scenario.set, {}, common.scenario.variant, common.scenario.policies,
              common.scenario.as_known_on} {}

bool Result::make(const Place& place) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begun = Clock::now();
    if (!simulate_all(place("ensemble.nc"))) return false;
    write_files(place);
    record_.wall_seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return true;
}

bool Result::simulate_all(const std::filesystem::path& ensemble) {
    EnsembleFile file(ensemble, table_, record_.replications, attributes_of(scenario_, common_.language, record_.uncertainty));
    Progress progress(record_.replications, common_.language, common_.quiet);
    const auto take = [&](std::uint32_t replication, const Observations& observations) {
        file.write(replication, observations.values);
        reconciliation_.add(observations.stock);
        record_.fingerprints.push_back(observations.fingerprint);
        record_.transitions += observations.transitions;
        progress.show(replication + 1);
    };
    const EnsembleOptions options{record_.seed, record_.replications, record_.uncertainty, record_.threads};
    if (simulate(scenario_.plan, derived_, options, take, [] { return interrupt() != 0; }) != Ended::complete) return false;
    file.close();
    return interrupt() == 0;
}

void Result::write_files(const Place& place) {
    Sha256 numbers;
    const auto summaries = summarize_ensemble(place("ensemble.nc"), table_, record_.replications, numbers);
    rows_ = write_forecast(place("forecast.csv"), scenario_.plan, table_, summaries);
    reconciliation_.write(place("reconciliation.csv"));
    record_.outputs = {{"forecast.csv", digest_of_file(place("forecast.csv"))},
                       {"ensemble.nc", numbers.digits()},
                       {"reconciliation.csv", digest_of_file(place("reconciliation.csv"))}};
}

std::string digest_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Sha256 digest;
    std::array<char, 1 << 16> part{};
    while (file.read(part.data(), part.size()), file.gcount() > 0)
        digest.add({part.data(), static_cast<std::size_t>(file.gcount())});
    if (!file.eof() || file.bad()) throw OutputFault(fmt::format("cannot read {}", path.string()));
    return digest.digits();
}

}  // namespace doorstroom
