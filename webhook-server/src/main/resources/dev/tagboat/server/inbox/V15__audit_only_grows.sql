-- What stands in the audit is neither changed nor taken out, whoever asks the database for it.
${auditOnlyGrows}
