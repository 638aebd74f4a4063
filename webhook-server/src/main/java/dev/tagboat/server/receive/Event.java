package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;

/** A request whose body was JSON. */
record Event(EventHeaders headers, JsonNode body) {

  /** The value of a header that names the kind of event; empty when absent. */
  String header(String name) {
    return headers.value(name);
  }
}
