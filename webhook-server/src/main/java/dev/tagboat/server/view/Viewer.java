package dev.tagboat.server.view;

import dev.tagboat.server.auth.Role;

/**
 * Who looks at a page.
 *
 * @param person as the audit names them
 * @param signedIn whether there is a session to end; false on loopback, where nobody is asked
 * @param formKey what their forms carry
 */
public record Viewer(Role role, String person, boolean signedIn, String formKey) {

  /** As people call them, without what tells them from others of that name. */
  public String name() {
    int others = person.indexOf(" (");
    return others < 0 ? person : person.substring(0, others);
  }

  /** Whether they may act. */
  public boolean isOperator() {
    return role == Role.OPERATOR;
  }
}
