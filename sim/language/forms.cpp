#include "language/forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "doorstroom/ensure.hpp"

namespace doorstroom::language {

namespace {

class FormParser {
public:
    explicit FormParser(std::string_view text) : rest_(text) {}

    Forms whole() {
        Forms forms = alternatives();
        skip();
        ensure(rest_.empty(), "a form of the field table that cannot be read to its end");
        return forms;
    }

private:
    std::string_view rest_;

    void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
    bool take(char letter) {
        skip();
        if (rest_.empty() || rest_.front() != letter) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void demand(char letter) { ensure(take(letter), "a form of the field table with a bracket that is not closed"); }

    // Up to what ends a word; the names of kinds have blanks in them.
    std::string word(std::string_view ends) {
        skip();
        const std::string_view found = rest_.substr(0, rest_.find_first_of(ends));
        rest_.remove_prefix(found.size());
        return std::string(found.substr(0, found.find_last_not_of(' ') + 1));
    }

    Forms alternatives() {
        Forms forms;
        do {
            if (take('(')) {
                Forms inner = alternatives();
                demand(')');
                forms.insert(forms.end(), inner.begin(), inner.end());
            } else {
                forms.push_back(one());
            }
        } while (take('|'));
        return forms;
    }

    Form one() {
        if (take('[')) {
            Form list = items();
            demand(']');
            return list;
        }
        if (take('{')) {
            Form mapping = in_braces();
            demand('}');
            return mapping;
        }
        const std::string text = word(" |)]}");
        return {is_sort(text) ? Form::Is::sort : Form::Is::word, text, {}, 0};
    }

    Form items() {
        Form list{Form::Is::list, "", {}, 0};
        skip();
        for (; !rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_.front())); rest_.remove_prefix(1))
            list.count = list.count * 10 + static_cast<std::size_t>(rest_.front() - '0');
        list.parts = alternatives();
        return list;
    }

    Form in_braces() {
        const std::string text = word(":}|");
        if (!take(':')) return {Form::Is::kind, text, {}, 0};
        return {is_sort(text) ? Form::Is::named : Form::Is::keyed, text, alternatives(), 0};
    }

    static bool is_sort(std::string_view text) {
        return std::any_of(text.begin(), text.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; });
    }
};

std::string capitals(std::string_view text) {
    std::string result{text};
    for (char& letter : result)
        letter = letter == ' ' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return result;
}

}  // namespace

Forms parse_forms(std::string_view text) { return FormParser{text}.whole(); }

std::string form_of(const Field& field) {
    const std::string of{field.of};
    switch (field.expects) {
        case Expects::text: return "TEXT";
        case Expects::whole: return "WHOLE";
        case Expects::flag: return "true | false";
        case Expects::date: return "DATE";
        case Expects::duration: return "DURATION";
        case Expects::choice: {
            std::string words;
            for (const std::string& choice : choices_of(field))
                if (of.find("~" + choice) == std::string::npos) words += (words.empty() ? "" : " | ") + choice;
            return words;
        }
        case Expects::amount: return "AMOUNT";
        case Expects::number: return "NUMBER";
        case Expects::chance: return "CHANCE";
        case Expects::span: return "SPAN";
        case Expects::law: return "DISTRIBUTION";
        case Expects::shift: return "SHIFT";
        case Expects::factor: return of.empty() ? "FACTOR" : of;
        case Expects::shares: return "SHARES";
        case Expects::condition: return "CONDITION";
        case Expects::reference: return "REFERENCE";
        case Expects::name: return capitals(of);
        case Expects::names: return fmt::format("{0} | [{0}]", capitals(of));
        case Expects::mapping: return fmt::format("{{{}}}", of);
        case Expects::entries: return of.rfind('{', 0) == 0 ? of : fmt::format("{{NAME: {{{}}}}}", of);
        case Expects::list: return fmt::format("[{}]", of);
        case Expects::special: return of;
    }
    return {};
}

Forms forms_of(const Field& field) { return parse_forms(form_of(field)); }

}  // namespace doorstroom::language
