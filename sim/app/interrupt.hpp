// The wish to stop: SIGINT, SIGTERM or SIGHUP. The first is noted and answered in order; a second ends the program at once.
#pragma once

namespace doorstroom {

void listen_for_interrupts();
// The number of the signal that came; 0 while none has.
int interrupt();

}  // namespace doorstroom
