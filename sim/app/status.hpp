// The exit status: what a script can rely on (section 12 of the language).
#pragma once

namespace doorstroom {

enum Status : int {
    done = 0,
    not_the_same = 1,      // `verify`: the result is another now
    wrong_input = 2,       // and nothing was written
    our_fault = 70,
    not_written = 74,
    out_of_memory = 75,
    stopped_by_signal = 128,  // plus the number of the signal
};

}  // namespace doorstroom
