// reconciliation.csv: for each line of the starting stock what was asked for, on what grounds, and what was made of it.
#pragma once

#include <filesystem>
#include <vector>

#include "doorstroom/plan.hpp"
#include "doorstroom/trial.hpp"

namespace doorstroom {

class Reconciliation {
public:
    explicit Reconciliation(const Plan& plan);

    // What one replication made; replications are added in their order.
    void add(const std::vector<StockMade>& stock);
    // The mean over the replications. Throws OutputFault.
    void write(const std::filesystem::path& path) const;

private:
    const Plan& plan_;
    std::vector<double> asked_first_;  // by the first replication; `asked` in the sums is what differs from it
    std::vector<StockMade> sums_;
    std::int64_t replications_ = 0;
};

}  // namespace doorstroom
