/// Who somebody is and what they may: users and their roles, log-in, tokens, entitlements. Nothing here knows a door.
@NullMarked
package dev.plumbline.server.users;

import org.jspecify.annotations.NullMarked;
