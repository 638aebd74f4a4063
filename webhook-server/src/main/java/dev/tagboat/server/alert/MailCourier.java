package dev.tagboat.server.alert;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.config.AlertChannel;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** Plain text by SMTP. */
record MailCourier(AlertChannel.Mail channel) implements Courier {
  private static final String PATIENCE = "10000";

  @Override
  public void deliver(Alert alert) {
    String what = "Tried to send an alert to '" + channel.name() + "', but " + channel.host() + " ";
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, alert);
      try (Transport transport = session.getTransport("smtp")) {
        AlertChannel.Login login = channel.login();
        transport.connect(
            channel.host(),
            channel.port(),
            login == null ? null : login.username(),
            login == null ? null : login.password().reveal());
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (AuthenticationFailedException e) {
      throw new UserFault(what + "does not accept username and password.", e);
    } catch (SendFailedException e) {
      throw refused(what, e);
    } catch (MessagingException e) {
      throw new TransientFault(
          what + "cannot be spoken to (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  private static RuntimeException refused(String what, SendFailedException e) {
    Address[] invalid = e.getInvalidAddresses();
    return invalid != null && invalid.length > 0
        ? new UserFault(what + "does not take one of the addresses.", e)
        : new TransientFault(what + "does not take the message now.", e);
  }

  private Properties properties() {
    Properties properties = new Properties();
    for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
      properties.setProperty("mail.smtp." + timeout, PATIENCE);
    }
    properties.setProperty("mail.smtp.auth", Boolean.toString(channel.login() != null));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (channel.tls()) {
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        // Else whoever stands in between only has to leave the offer out.
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> {}
    }
    return properties;
  }

  private MimeMessage message(Session session, Alert alert) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(address(channel.from()));
    List<Address> to = new ArrayList<>();
    for (String one : channel.to()) {
      to.add(address(one));
    }
    message.setRecipients(Message.RecipientType.TO, to.toArray(Address[]::new));
    String utf8 = StandardCharsets.UTF_8.name();
    message.setSubject("[tagboat] " + alert.title(), utf8);
    message.setText(alert.title() + "\n\n" + alert.detail() + "\n", utf8);
    message.setSentDate(Date.from(alert.at()));
    // Holiday notes must not answer.
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private static InternetAddress address(String text) throws AddressException {
    return new InternetAddress(text, true);
  }
}
