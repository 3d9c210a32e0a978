// The part of the field table for policies and variants.
#include "language/field_tables.hpp"

namespace doorstroom::language {

namespace {

using enum Expects;
constexpr Need optional = Need::optional;
constexpr Need required = Need::required;

}  // namespace

// The rows of the table stand as a table.
// clang-format off
std::vector<Kind> kinds_of_policies() {
    return {
        {"policy in use", "A policy that is switched on; `~` switches off one that a file below has.", {
            {"from", date, optional, "", "the day it is moved to: it then lasts as long as it did"},
        }},
        {"variant", "The same scenario with other policies and other values, run with `--variant NAME`.", {
            {"title", mapping, required, "title", "what it is called in reports"},
            {"policies", entries, optional, "{NAME: {policy in use} | ~}", "those that it switches on, or off"},
            {"set", entries, optional, "{PATH: VALUE | DISTRIBUTION | TEXT}", "what it lays over the file, by address"},
        }},
        {"policy", "A file of its own, `policies/NAME.yaml`: a difference on the model, from one date to another.", {
            {"policy", text, required, "", "its name: that of the file"},
            {"title", mapping, required, "title", "what it is called in reports"},
            {"law", mapping, optional, "act", "the law or bill behind it"},
            {"from", date, required, "", "the first day on which it holds"},
            {"until", date, optional, "", "the first day on which it no longer holds (default: for good)"},
            {"after", names, optional, "policy", "policies that act before it, where both change the same"},
            {"changes", entries, optional, "{PATH: VALUE | DISTRIBUTION | DATE | {change}}", "other numbers, chances, distributions, or dates of sites"},
            {"moves", entries, optional, "{NAME: {move}}", "people who are moved at once, on a day"},
            {"expects", mapping, optional, "expectation", "what it is expected to do to a measure"},
            {"values", entries, optional, "{NAME: VALUE}", "numbers of its own, used by `use`"},
            {"references", entries, optional, "source of figures", "where its figures were published"},
            {"resources", entries, optional, "{NAME: {servers} | {slots} | {places}}", "resources of its own, settled last"},
            {"pathways", entries, optional, "{NAME: {part of a pathway}}", "stages, branches and clocks of its own, which nobody takes outside its dates"},
        }},
        {"move", "Whoever is in a stage when a day begins goes to another: in service, or through it, nobody is.", {
            {"date", date, required, "", "the day"},
            {"from", special, required, "STAGE | [STAGE]", "the stages they are in, each as PATHWAY.STAGE"},
            {"to", special, required, "STAGE", "where they go, on the same pathway"},
            {"chance", chance, optional, "", "for each, read on entering the stage (default 1)"},
            {"over", span, optional, "", "the days over which they go, each as likely (default: all on the day)"},
            {"where", condition, optional, "", "whom of them, by what they were on entering the stage (default everybody)"},
        }},
        {"part of a pathway", "What a policy adds to a pathway; a pathway of its own is whole.", {
            {"moves", choice, optional, "household|person", "who travels (default household)"},
            {"first", name, optional, "stage", "where it begins (default: the first listed)"},
            {"stages", entries, optional, "stage", "stages of its own; of one that is there `next` and `race`, with branches and clocks of its own"},
            {"race", entries, optional, "clock", "clocks of several stages"},
            {"label", mapping, optional, "title", "of a pathway of its own: its name in reports and pictures"},
        }},
        {"act", "A law, or a bill.", {
            {"title", text, required, "", "what it is called"},
            {"href", text, optional, "", "where it can be read"},
            {"status", choice, required, "proposed|adopted|in_force|rejected|withdrawn", "how far it is"},
            {"known_since", date, optional, "", "the day from which it could be known"},
            {"checked", date, optional, "", "the day of the dossier, or of the source, in which it was last looked up"},
        }},
        {"change", "An adjustment of what is there. Two factors combine, and so do two additions.", {
            {"times", number, optional, "", "it is multiplied by this"},
            {"plus", special, optional, "VALUE", "this is added"},
        }},
        {"expectation", "What a policy is expected to do.", {
            {"measure", text, required, "", "to which measure"},
            {"sign", choice, required, "up|down", "which way"},
        }},
    };
}
// clang-format on

}  // namespace doorstroom::language
