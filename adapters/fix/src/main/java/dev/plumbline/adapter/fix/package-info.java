/// FIX 4.2, 4.4 and 5.0 SP2 to brokers, over QuickFIX/J. Bytes to [dev.plumbline.core.Report] and back is pure; the
/// engine and its threads stay inside.
@NullMarked
package dev.plumbline.adapter.fix;

import org.jspecify.annotations.NullMarked;
