package dev.tagboat.server.alert;

import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.config.AlertChannel;

/** Brings alerts to one channel. No secret of a channel is in any message of a fault. */
@FunctionalInterface
public interface Courier {

  /**
   * @throws dev.tagboat.bot.fault.TransientFault when it is worth another try
   * @throws dev.tagboat.bot.fault.UserFault when a person must mend the channel
   */
  void deliver(Alert alert);

  /** The courier of a channel. */
  static Courier of(AlertChannel channel) {
    if (channel instanceof AlertChannel.Slack slack) {
      return new SlackCourier(slack);
    }
    if (channel instanceof AlertChannel.Webhook webhook) {
      return new WebhookCourier(webhook);
    }
    return new MailCourier((AlertChannel.Mail) channel);
  }
}
