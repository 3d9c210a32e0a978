// The one door for yaml-cpp. Its events give each key and value with its place; everything it lets pass silently
// (unclosed quotes, duplicate keys, a second document, values left out) is looked at here, in the text itself.
#include "text/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "text/plain.hpp"
#include "text/scalar.hpp"
#include "text/source.hpp"

namespace doorstroom::text {

namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t most_values = 200'000;
constexpr std::string_view alias = "*";  // in the place of one: reported, and nothing else

// Thrown through the parser when reading on makes no sense; the fault has been reported.
struct Stop {};

std::size_t byte_of(const Source& source, const YAML::Mark& mark) {
    return mark.is_null() ? source.text().size() : source.byte(mark.line, mark.column);
}

class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

    // What was read; what is still open when reading stopped is closed here.
    Node take() {
        stopped_ = true;
        while (!open_.empty()) close();
        return std::move(root_);
    }
    // Where the innermost `{` or `[` that is still open stands, if it is one of those.
    std::optional<Mark> open_bracket() const {
        if (open_.empty() || !open_.back().in_brackets) return std::nullopt;
        return open_.back().node.mark;
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ == 1) return;
        diagnostics_.error(place(mark), 1, "a second document in one file", "one file holds one document");
        throw Stop();
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        check_properties(mark, tag, anchor);
        open(Node::Kind::sequence, mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        check_properties(mark, tag, anchor);
        open(Node::Kind::mapping, mark);
    }
    void OnMapEnd() override { close(); }

private:
    // A mapping or sequence not yet ended; of a mapping, the key whose value comes next.
    struct Open {
        Node node;
        std::map<std::string, Mark> keys;
        Entry entry;
        bool in_brackets = false;
        bool has_key = false;
        bool dropped = false;
    };

    Mark place(const YAML::Mark& mark) { return source_.mark(byte_of(source_, mark)); }
    void error(Mark mark, std::uint32_t length, std::string message, std::string help = {}) {
        diagnostics_.error(mark, length, std::move(message), std::move(help));
    }
    void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void count_value(Mark mark);
    void open(Node::Kind kind, const YAML::Mark& mark);
    void close();
    void add(Node node);
    void take_key(Open& mapping, Node key);
    void report_missing_value(const YAML::Mark& mark);

    Source& source_;
    Diagnostics& diagnostics_;
    std::vector<Open> open_;
    Node root_;
    std::size_t documents_ = 0;
    std::size_t values_ = 0;
    bool stopped_ = false;
};

void TreeBuilder::check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0)
        error(place(mark), 1, "anchors (`&`) are not part of the language",
              "name the value under `values` and use it with `{use: NAME}`");
    // Without a tag the parser says "?", or "!" for what is in quotes.
    if (source_.at(byte_of(source_, mark)) == '!' || (!tag.empty() && tag != "?" && tag != "!"))
        error(place(mark), 1, "tags (`!`) are not part of the language", "put text that begins with `!` in quotes");
}

void TreeBuilder::count_value(Mark mark) {
    if (++values_ <= most_values) return;
    error(mark, 1, fmt::format("more than {} values in one file", most_values), "put large tables into CSV files");
    throw Stop();
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark) {
    const Mark here = place(mark);
    count_value(here);
    if (open_.size() == deepest) {
        error(here, 1, fmt::format("nested more than {} deep", deepest));
        throw Stop();
    }
    Open opened;
    opened.node.kind = kind;
    opened.node.mark = here;
    opened.in_brackets = source_.at(byte_of(source_, mark)) == '{' || source_.at(byte_of(source_, mark)) == '[';
    open_.push_back(std::move(opened));
}

void TreeBuilder::close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
}

void TreeBuilder::add(Node node) {
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Open& top = open_.back();
    if (top.node.is_sequence()) {
        top.node.items.push_back(std::move(node));
    } else if (!top.has_key) {
        if (!stopped_) take_key(top, std::move(node));
        top.has_key = !stopped_;
    } else {
        top.entry.value = std::move(node);
        if (!top.dropped) top.node.entries.push_back(std::move(top.entry));
        top.has_key = false;
    }
}

void TreeBuilder::take_key(Open& mapping, Node key) {
    mapping.entry = {};
    mapping.dropped = true;
    const std::uint32_t length = caret_length(key.scalar);
    if (!key.is_scalar()) {
        if (!key.is_null()) error(key.mark, 1, "a list or mapping cannot be a key", "a key is a name");
        if (key.is_null() && key.scalar != alias) error(key.mark, 1, "a key is missing before `:`");
        return;
    }
    if (!key.quoted && key.scalar == "<<")
        return error(key.mark, length, "`<<` is not part of the language", "lay a file over another with `extends`");
    if (!key.quoted && is_boolean_word(key.scalar))
        return error(key.mark, length, fmt::format("`{}` as a name must be in quotes", key.scalar),
                     "many YAML readers take the bare word for true, false or nothing");
    const auto [first, is_new] = mapping.keys.emplace(key.scalar, key.mark);
    if (!is_new)
        return error(key.mark, length, fmt::format("`{}` stands here a second time", key.scalar),
                     fmt::format("the first is at {}", diagnostics_.place(first->second)));
    mapping.entry.key = std::move(key.scalar);
    mapping.entry.key_quoted = key.quoted;
    mapping.entry.key_mark = key.mark;
    mapping.dropped = false;
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    check_properties(mark, tag, anchor);
    Node node;
    node.kind = Node::Kind::scalar;
    node.mark = place(mark);
    node.scalar = value;
    node.quoted = tag == "!";
    count_value(node.mark);
    const char first = source_.at(byte_of(source_, mark));
    if ((first == '"' || first == '\'') && !source_.is_closed(byte_of(source_, mark))) {
        error(node.mark, 1, fmt::format("this quote ({}) is never closed", first));
        throw Stop();
    }
    add(std::move(node));
}

// Nothing, `~` or the word null: the parser does not say which. Only `~` is a null here (it deletes); the word is text
// like any other; and a value left out is a fault.
void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    check_properties(mark, "", anchor);
    Node node;
    node.mark = place(mark);
    count_value(node.mark);
    const std::size_t byte = byte_of(source_, mark);
    for (const std::string_view word : {"null", "Null", "NULL"}) {
        if (!source_.is_word_at(byte, word)) continue;
        node.kind = Node::Kind::scalar;
        node.scalar = word;
    }
    if (node.is_null() && !source_.is_word_at(byte, "~") && !open_.empty()) report_missing_value(mark);
    add(std::move(node));
}

void TreeBuilder::report_missing_value(const YAML::Mark& mark) {
    // Where an open bracket meets the end of the file, the parser makes up a value; the bracket itself is the fault.
    const bool in_brackets = std::any_of(open_.begin(), open_.end(), [](const Open& open) { return open.in_brackets; });
    const Open& top = open_.back();
    const bool at_key = place(mark) == top.entry.key_mark;
    const std::size_t rest = byte_of(source_, mark) + (at_key ? top.entry.key.size() : 0);
    if (in_brackets && source_.text().find_first_not_of(" \t\r\n\"'", rest) == std::string_view::npos) return;
    if (top.node.is_sequence()) return error(place(mark), 1, "an item of this list is missing");
    if (!top.has_key || top.dropped) return;
    const char* help = "`{}` is an empty mapping; `~` deletes";
    if (in_brackets) help = "text with a comma in `{…}` is put in quotes; `~` deletes";
    if (top.entry.key.find(':') != std::string::npos) help = "a blank belongs after `:`";
    error(top.entry.key_mark, caret_length(top.entry.key), fmt::format("`{}` has no value", top.entry.key), help);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    error(place(mark), 1, "aliases (`*`) are not part of the language",
          "name the value under `values` and use it with `{use: NAME}`");
    Node node;
    node.mark = place(mark);
    node.scalar = alias;
    add(std::move(node));
}

// The parser's complaints in words for whoever wrote the file.
struct Complaint {
    std::string_view theirs;
    std::string_view ours;
    std::string_view help;
};
constexpr std::array<Complaint, 20> complaints = {{
    {"illegal map value", "a `:` where none can stand", "check the indentation; text with `: ` in it is put in quotes"},
    {"illegal map key", "a `?` where none can stand", ""},
    {"end of map not found", "this does not fit the mapping around it", "check the indentation and the quotes"},
    {"end of sequence not found", "this does not fit the list around it", "check the indentation and the quotes"},
    {"illegal block entry", "a `- ` where no item can stand", "check the indentation"},
    {"illegal flow end", "a closing bracket that nothing opened", ""},
    {"illegal EOF in scalar", "the text in quotes is not closed", ""},
    {"illegal document indicator in scalar", "`---` or `...` inside a text in quotes", ""},
    {"unknown token", "a character that cannot begin a value", "put the text in quotes"},
    {"the referenced anchor is not defined", "aliases (`*`) are not part of the language",
     "name the value under `values` and use it with `{use: NAME}`"},
    {"illegal character found while scanning a", "an anchor or alias is not part of the language",
     "put text that begins with `&` or `*` in quotes"},
    {"illegal character found while scanning tag", "tags (`!`) are not part of the language",
     "put text that begins with `!` in quotes"},
    {"tag handle with no suffix", "tags (`!`) are not part of the language", "put text that begins with `!` in quotes"},
    {"end of verbatim tag not found", "tags (`!`) are not part of the language",
     "put text that begins with `!` in quotes"},
    {"cannot assign multiple", "tags and anchors are not part of the language",
     "put text that begins with `!` or `&` in quotes"},
    {"unexpected character in block scalar", "text beside `|` or `>`",
     "it begins on the next line; or put it in quotes"},
    {"alias not found after *", "a `*` cannot begin a value", "put the text in quotes"},
    {"anchor not found after &", "a `&` cannot begin a value", "put the text in quotes"},
    {"illegal tab when looking for indentation", "a tab as indentation", "indent with blanks"},
    {"unknown escape character", "an unknown escape in this text", R"(write \\ for a backslash, or use single quotes)"},
}};

void report(const YAML::ParserException& fault, Source& source, const TreeBuilder& builder, Diagnostics& diagnostics) {
    const Mark mark = source.mark(byte_of(source, fault.mark));
    const std::string_view theirs = fault.msg;
    if (theirs == "end of map flow not found" || theirs == "end of sequence flow not found") {
        const std::optional<Mark> bracket = builder.open_bracket();
        const bool at_end = byte_of(source, fault.mark) >= source.text().size() || bracket == mark;
        diagnostics.error(
            bracket.value_or(mark), 1, "this bracket is not closed",
            at_end ? "" : fmt::format("`,` or a closing bracket was expected by {}", diagnostics.place(mark)));
        return;
    }
    for (const Complaint& complaint : complaints)
        if (theirs.substr(0, complaint.theirs.size()) == complaint.theirs)
            return diagnostics.error(mark, 1, std::string(complaint.ours), std::string(complaint.help));
    diagnostics.error(mark, 1, fmt::format("this is not YAML: {}", theirs));
}

Document read_document(std::uint32_t file, Diagnostics& diagnostics) {
    // A copy: registering another file may move the text.
    const std::string text = diagnostics.files()[file].text;
    Source source(file, text);
    if (!is_plain_text(file, diagnostics, "a text file saved as UTF-8 was expected") ||
        source.has_tab_indentation(diagnostics) || source.has_directive(diagnostics))
        return {{}, false};
    TreeBuilder builder(source, diagnostics);
    bool is_whole = true;
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop&) {
        is_whole = false;  // reported where it was found
    } catch (const YAML::ParserException& fault) {
        report(fault, source, builder, diagnostics);
        is_whole = false;
    }
    return {builder.take(), is_whole};
}

}  // namespace

const Entry* Node::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

Entry* Node::find(std::string_view key) { return const_cast<Entry*>(std::as_const(*this).find(key)); }

Document read_yaml(std::uint32_t file, Diagnostics& diagnostics) {
    Document document = read_document(file, diagnostics);
    if (document.root.is_mapping()) return document;
    if (document.is_whole) {
        const bool empty = document.root.is_null();
        diagnostics.error(empty ? Mark{file, 0, 0} : document.root.mark, 1,
                          empty ? "the file is empty" : "the file is not a mapping",
                          empty ? "" : "`key: value` lines were expected");
    }
    return {{}, false};
}

Document read_yaml_value(std::uint32_t file, Diagnostics& diagnostics) { return read_document(file, diagnostics); }

}  // namespace doorstroom::text
