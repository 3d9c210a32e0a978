// The program: one command, and whatever happens a clear word and the right exit status.
#include <cstdio>
#include <cstdlib>
#include <new>

#include <fmt/format.h>

#include "app/arguments.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/status.hpp"
#include "output/fault.hpp"

namespace {

using namespace doorstroom;

struct CarryOut {
    int operator()(const RunArguments& arguments) const { return run(arguments); }
    int operator()(const CompareArguments& arguments) const { return compare(arguments); }
    int operator()(const DiffArguments& arguments) const { return diff(arguments); }
    int operator()(const SampleArguments& arguments) const { return sample(arguments); }
    int operator()(const TraceArguments& arguments) const { return trace(arguments); }
    int operator()(const ValidateArguments& arguments) const { return validate(arguments); }
    int operator()(const ExplainArguments& arguments) const { return explain(arguments); }
    int operator()(const GraphArguments& arguments) const { return graph(arguments); }
    int operator()(const VerifyArguments& arguments) const { return verify(arguments); }
    int operator()(const SweepArguments& arguments) const { return sweep(arguments); }
    int operator()(const ResumeArguments& arguments) const { return resume(arguments); }
    int operator()(const MergeArguments& arguments) const { return merge(arguments); }
    int operator()(const SchemaArguments& arguments) const { return schema(arguments); }
    int operator()(const ReferenceArguments& arguments) const { return reference(arguments); }
};

int say(int status, const char* what) {
    fmt::print(stderr, "doorstroom: {}\n", what);
    return status;
}

int obey(int count, const char* const* words) {
    try {
        const std::optional<Command> command = read_arguments(count, words);
        const int status = command ? std::visit(CarryOut{}, *command) : static_cast<int>(done);
        if (std::fflush(stdout) != 0) return say(not_written, "standard output could not be written");
        return status;
    } catch (const UsageFault& fault) {
        return say(wrong_input, fault.what());
    } catch (const FolderRefused& fault) {
        return say(wrong_input, fmt::format("{}; nothing was run", fault.what()).c_str());
    } catch (const ScenarioFault& fault) {
        tell(fault);
        return say(wrong_input, "the scenario cannot be run; nothing was written");
    } catch (const OutputFault& fault) {
        return say(not_written, fmt::format("{}; nothing was written", fault.what()).c_str());
    } catch (const std::bad_alloc&) {
        std::fputs("doorstroom: out of memory; nothing was written\n", stderr);
        return out_of_memory;
    } catch (const std::exception& fault) {
        return say(our_fault, fmt::format("a fault of the program, not of your scenario: {}", fault.what()).c_str());
    }
}

}  // namespace

int main(int count, char** words) {
    listen_for_interrupts();
    const int status = obey(count, words);
    // HDF5 keeps what it could not write, tries again at exit and crashes there: when something went wrong, leave
    // without its farewell. All that had to reach the disk has been flushed.
    std::fflush(stdout);
    if (status != done) std::_Exit(status);
    return status;
}
