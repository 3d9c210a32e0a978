#include <boost/random/sobol.hpp>

#include "designs/cube.hpp"
#include "doorstroom/chance.hpp"

namespace doorstroom {

std::size_t most_sobol_axes() { return boost::random::default_sobol_table::max_dimension; }

Matrix sobol_points(const std::vector<std::string>& names, std::size_t rows, std::uint64_t seed) {
    const Chance chance(seed, 0);
    std::vector<std::uint64_t> shifts;
    for (const std::string& name : names) {
        const Block block = chance.draw(name_hash(name), what("design.shift"), 0);
        shifts.push_back(std::uint64_t{block[0]} << 32 | block[1]);
    }
    Matrix points(rows, names.size());
    boost::random::sobol sobol(names.size());
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t axis = 0; axis < names.size(); ++axis) {
            const std::uint64_t digits = row == 0 ? 0 : sobol();  // the engine leaves out the first point, all zeros
            const std::uint64_t shifted = digits ^ shifts[axis];
            points.row(row)[axis] = uniform({static_cast<std::uint32_t>(shifted >> 32), static_cast<std::uint32_t>(shifted), 0, 0});
        }
    return points;
}

}  // namespace doorstroom
