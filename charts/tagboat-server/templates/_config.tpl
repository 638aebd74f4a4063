{{- /* The server's configuration file. */ -}}
{{- define "tagboat-server.config" -}}
{{- $config := deepCopy .Values.config -}}
{{- $_ := set $config "listen" "0.0.0.0:8080" -}}
{{- $_ := set $config "data" "/data" -}}
{{- $_ := required "adminToken.existingSecret: name a Secret with the token that the API asks for" .Values.adminToken.existingSecret -}}
{{- $_ := set $config "admin-token-file" "/etc/tagboat/secrets/admin/token" -}}
{{- if .Values.readerToken.existingSecret -}}
{{- $_ := set $config "reader-token-file" "/etc/tagboat/secrets/reader/token" -}}
{{- end -}}
{{- if eq .Values.database.type "postgresql" -}}
{{- $url := required "database.url: such as jdbc:postgresql://db/tagboat" .Values.database.url -}}
{{- $database := dict "url" $url -}}
{{- with .Values.database.username -}}
{{- $_ := set $database "username" . -}}
{{- end -}}
{{- if .Values.database.existingSecret -}}
{{- $_ := set $database "password-file" "/etc/tagboat/secrets/database/password" -}}
{{- end -}}
{{- $_ := set $config "database" $database -}}
{{- else -}}
{{- if gt (int .Values.replicas) 1 -}}
{{- fail "replicas: a database of type sqlite has one server; use postgresql for more" -}}
{{- end -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{- define "tagboat-server.claims" -}}
{{- and .Values.persistence.enabled (eq .Values.database.type "sqlite") -}}
{{- end -}}

{{- define "tagboat-server.claim" -}}
{{- default (include "tagboat-server.fullname" .) .Values.persistence.existingClaim -}}
{{- end -}}
