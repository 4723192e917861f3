/// What brokers do otherwise than FIX's book, as data: the profile, its reader and the profiles that we ship. Every key
/// is described in `adapters/api/docs/dialects.md`.
@NullMarked
package dev.plumbline.adapter.dialect;

import org.jspecify.annotations.NullMarked;
