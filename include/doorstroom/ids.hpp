// Strong ids: indices into the arrays of a Plan. No id converts into another or into a number by accident.
#pragma once

#include <cstddef>
#include <cstdint>

namespace doorstroom {

enum class AttributeId : std::uint16_t {};
enum class ConditionId : std::uint32_t {};
enum class FactorId : std::uint16_t {};
enum class LawId : std::uint32_t {};
enum class MeasureId : std::uint16_t {};
enum class PathwayId : std::uint16_t {};
enum class ResourceId : std::uint16_t {};
enum class SiteId : std::uint16_t {};
enum class SourceId : std::uint16_t {};
enum class StageId : std::uint16_t {};
enum class StockId : std::uint16_t {};
enum class ValueId : std::uint32_t {};
enum class WatchId : std::uint16_t {};

// "No such thing": the largest value of an id.
template <class Id>
inline constexpr Id none = static_cast<Id>(~std::uint64_t{0});

template <class Id>
constexpr std::size_t index(Id id) {
    return static_cast<std::size_t>(id);
}

template <class Id>
constexpr bool given(Id id) {
    return id != none<Id>;
}

}  // namespace doorstroom
