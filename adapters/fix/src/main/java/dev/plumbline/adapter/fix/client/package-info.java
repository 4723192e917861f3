/// The FIX gateway for clients: sessions on which upstream systems send us orders and are told what becomes of them, and
/// drop copies.
@NullMarked
package dev.plumbline.adapter.fix.client;

import org.jspecify.annotations.NullMarked;
