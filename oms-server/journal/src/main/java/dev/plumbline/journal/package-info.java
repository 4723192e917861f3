/// A durable log of records in files: appended in batches, checked by CRC, cut at the last whole record after a crash. It
/// knows nothing of what is in a record. It requires the JDK only.
@NullMarked
package dev.plumbline.journal;

import org.jspecify.annotations.NullMarked;
