// A YAML text as a tree that remembers where every key and value stood. Strict: built from yaml-cpp's events,
// never from its nodes, and refuses everything the scenario language refuses (section 2 of the language).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doorstroom/diagnostics.hpp"

namespace doorstroom::text {

struct Entry;

// One value of the tree. Scalars stay text; what they mean is decided by the key that expects them.
struct Node {
    enum class Kind : std::uint8_t { null, scalar, mapping, sequence };

    Kind kind = Kind::null;      // null is `~` and only that: the word is text, and a value left out is a fault
    bool quoted = false;         // a scalar in quotes: text, never a number
    Mark mark;                   // where the value begins
    std::string scalar;          // of a scalar
    std::string written;         // as it stands in its file, where that is not the scalar: a cell of a table
    std::vector<Entry> entries;  // of a mapping, in the order written
    std::vector<Node> items;     // of a sequence

    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_mapping() const { return kind == Kind::mapping; }
    bool is_sequence() const { return kind == Kind::sequence; }
    const std::string& shown() const { return written.empty() ? scalar : written; }  // of a scalar

    // The entry with this key, or nullptr.
    const Entry* find(std::string_view key) const;
    Entry* find(std::string_view key);
};

struct Entry {
    std::string key;
    bool key_quoted = false;
    Mark key_mark;
    Node value;
};

// Reads one YAML document from the text of `file` (an index into diagnostics.files()). Refuses, each with its place:
// duplicate keys, anchors, aliases, tags, `<<`, a second document, nesting past 32, more than 200,000 values, tabs as
// indentation, invalid UTF-8, NUL, an empty file, a top level that is not a mapping, an unclosed quote.
// The root is as much of the tree as could be read; a null node when nothing could.
struct Document {
    Node root;
    bool is_whole = true;  // read to its end: a fault such as a duplicate key leaves the rest sound
};
Document read_yaml(std::uint32_t file, Diagnostics& diagnostics);

// The same for a text that is one value of any kind, such as the one given with `--set`.
Document read_yaml_value(std::uint32_t file, Diagnostics& diagnostics);

}  // namespace doorstroom::text
