/// Lets a person log in, where the desk wants to know who somebody is.
@NullMarked
package dev.plumbline.console.login;

import org.jspecify.annotations.NullMarked;
