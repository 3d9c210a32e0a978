// SHA-256 (FIPS 180-4; forty lines of our own, so that no library decides what a digest is): what tells one file, or one
// set of numbers, from another.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorstroom {

class Sha256 {
public:
    void add(std::string_view bytes);
    std::string digits() const;  // 64 hexadecimal ones, of all that was added

private:
    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> block_{};  // what does not fill a block yet
    std::uint64_t length_ = 0;               // bytes added
};

std::string sha256(std::string_view bytes);

}  // namespace doorstroom
