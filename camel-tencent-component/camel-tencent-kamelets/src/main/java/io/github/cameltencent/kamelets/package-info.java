/** What the Kamelets need beyond Camel's own steps. */
package io.github.cameltencent.kamelets;
