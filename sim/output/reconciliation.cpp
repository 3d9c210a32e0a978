#include "output/reconciliation.hpp"

#include "doorstroom/ensure.hpp"
#include "output/text_file.hpp"

namespace doorstroom {

Reconciliation::Reconciliation(const Plan& plan) : plan_(plan), sums_(plan.stock.size()) {}

void Reconciliation::add(const std::vector<StockMade>& stock) {
    ensure(stock.size() == sums_.size(), "every stock line is reported by every replication");
    for (std::size_t i = 0; i < stock.size(); ++i) {
        if (replications_ == 0) asked_first_.push_back(stock[i].asked);
        sums_[i].asked += stock[i].asked - asked_first_[i];
        sums_[i].persons += stock[i].persons;
        sums_[i].households += stock[i].households;
        sums_[i].unplaced += stock[i].unplaced;
    }
    ++replications_;
}

void Reconciliation::write(const std::filesystem::path& path) const {
    TextFile file(path);
    file.write("line,stage,unit,asked,persons,households,unplaced,basis,reference\n");
    const auto n = static_cast<double>(replications_);
    CsvRow row;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const StockLine& line = plan_.stock[i];
        row.clear();
        row.text(line.name).text(plan_.at(line.stage).name).text(line.persons ? "persons" : "households");
        row.number(asked_first_[i] + sums_[i].asked / n).number(static_cast<double>(sums_[i].persons) / n);
        row.number(static_cast<double>(sums_[i].households) / n).number(static_cast<double>(sums_[i].unplaced) / n);
        row.text(line.basis).text(line.reference);
        file.write(row.end_line());
    }
    file.close();
}

}  // namespace doorstroom
