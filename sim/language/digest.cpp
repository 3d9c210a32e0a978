#include "language/digest.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstdint>

#include "text/scalar.hpp"

namespace doorstroom::language {

namespace {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<std::uint32_t, 8>;

// One block of 64 bytes.
void compress(State& state, std::string_view block) {
    std::array<std::uint32_t, 64> words{};
    for (std::size_t i = 0; i < 64; ++i) words[i / 4] = words[i / 4] << 8 | static_cast<unsigned char>(block[i]);
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t near = words[i - 15];
        const std::uint32_t far = words[i - 2];
        words[i] = words[i - 16] + (std::rotr(near, 7) ^ std::rotr(near, 18) ^ near >> 3) + words[i - 7] +
                   (std::rotr(far, 17) ^ std::rotr(far, 19) ^ far >> 10);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) +
                                    round_constants[i] + words[i];
        const std::uint32_t second =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    const State round = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] += round[i];
}

void print_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

void print_scalar(std::string& out, const text::Node& node) {
    if (!node.quoted && (node.scalar == "true" || node.scalar == "false")) {
        out += node.scalar;
    } else if (const auto number = text::parse_number(node.scalar); number && !node.quoted) {
        out += text::format_number(*number == 0 ? 0 : *number);
    } else {
        print_text(out, node.scalar);
    }
}

void print(std::string& out, const text::Node& node) {
    if (node.is_null()) out += "null";
    if (node.is_scalar()) print_scalar(out, node);
    if (node.is_mapping()) {
        out += '{';
        for (const text::Entry& entry : node.entries) {
            if (out.back() != '{') out += ',';
            print_text(out, entry.key);
            out += ':';
            print(out, entry.value);
        }
        out += '}';
    }
    if (node.is_sequence()) {
        out += '[';
        for (const text::Node& item : node.items) {
            if (out.back() != '[') out += ',';
            print(out, item);
        }
        out += ']';
    }
}

}  // namespace

std::string sha256(std::string_view bytes) {
    State state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::size_t done = 0;
    for (; bytes.size() - done >= 64; done += 64) compress(state, bytes.substr(done, 64));
    std::string rest(bytes.substr(done));
    rest += '\x80';
    rest.append((120 - rest.size()) % 64, '\0');
    for (int shift = 56; shift >= 0; shift -= 8)
        rest += static_cast<char>(static_cast<std::uint64_t>(bytes.size()) * 8 >> shift & 0xFF);
    for (std::size_t at = 0; at < rest.size(); at += 64) compress(state, std::string_view(rest).substr(at, 64));
    std::string digits;
    for (const std::uint32_t word : state) digits += fmt::format("{:08x}", word);
    return digits;
}

std::string canonical_json(const text::Node& node) {
    std::string out;
    print(out, node);
    return out;
}

}  // namespace doorstroom::language
