{{- /* The applier's configuration file. */ -}}
{{- define "tagboat-applier.config" -}}
{{- $config := deepCopy .Values.config -}}
{{- $_ := required "config.cluster: give the cluster a name" $config.cluster -}}
{{- $_ := required "config.source.url: name the config repo" $config.source.url -}}
{{- $_ := set $config "source" (include "tagboat-applier.source" . | fromYaml) -}}
{{- $kinds := include "tagboat-applier.kinds" . | fromJsonArray -}}
{{- $names := list -}}
{{- range $kinds -}}
{{- $names = append $names (ternary .kind (printf "%s.%s" .kind .group) (empty .group)) -}}
{{- end -}}
{{- if not $names -}}
{{- $_ := required "kinds: the list is empty, so that nothing could be applied. With rbac.create false an empty list means all kinds." (ternary "" "all" .Values.rbac.create) -}}
{{- end -}}
{{- $apply := merge (dict "kinds" $names) $config.apply -}}
{{- if .Values.clusterWide -}}
{{- if .Values.namespaces -}}
{{- fail "namespaces and clusterWide exclude each other: the list would not limit anything" -}}
{{- end -}}
{{- $_ := set $apply "namespaces" "all" -}}
{{- else -}}
{{- $_ := required "namespaces: list where the applier may work, or set clusterWide" (join "," .Values.namespaces) -}}
{{- $_ := set $apply "namespaces" (uniq .Values.namespaces) -}}
{{- end -}}
{{- $_ := set $config "apply" $apply -}}
{{- $render := dict "timeout" .Values.render.timeout -}}
{{- if .Values.render.kustomize.enabled -}}
{{- $_ := set $render "kustomize" "/opt/engines/kustomize" -}}
{{- end -}}
{{- if .Values.render.helm.enabled -}}
{{- $_ := set $render "helm" "/opt/engines/helm" -}}
{{- end -}}
{{- $_ := set $config "render" $render -}}
{{- if .Values.report.url -}}
{{- $place := regexFind "/reports/[^/]+/*$" .Values.report.url | trimAll "/" -}}
{{- if and $place (ne $place (printf "reports/%s" $config.cluster)) -}}
{{- fail (printf "report.url takes reports of another cluster than config.cluster, %s: give both the name that the server's configuration has" $config.cluster) -}}
{{- end -}}
{{- $file := ternary (dict "secret-file" "/run/secrets/tagboat/report/secret") (dict "token-file" "/run/secrets/tagboat/report/token") (not (empty .Values.report.existingSecret)) -}}
{{- $_ := set $config "report" (merge (dict "url" .Values.report.url) $file) -}}
{{- end -}}
{{- $_ := set $config "state-namespace" .Release.Namespace -}}
{{- $_ := set $config "listen" (printf "0.0.0.0:%d" (int .Values.probes.port)) -}}
{{- $_ := set $config "data" "/data" -}}
{{- toYaml $config -}}
{{- end -}}

{{- define "tagboat-applier.source" -}}
{{- $source := deepCopy .Values.config.source -}}
{{- range $key, $value := $source -}}
{{- if empty $value -}}
{{- $_ := unset $source $key -}}
{{- end -}}
{{- end -}}
{{- if hasPrefix "ssh://" (default "" $source.url) -}}
{{- $_ := required "git.existingSecret: an ssh:// repo needs a Secret with a deploy key and the host's keys" .Values.git.existingSecret -}}
{{- $_ := set $source "ssh-key-file" "/run/secrets/tagboat/git/ssh-key" -}}
{{- $_ := set $source "known-hosts-file" "/run/secrets/tagboat/git/known-hosts" -}}
{{- else if .Values.git.existingSecret -}}
{{- $_ := set $source "password-file" "/run/secrets/tagboat/git/token" -}}
{{- end -}}
{{- $verify := dict -}}
{{- if .Values.git.signers.allowedSigners -}}
{{- $_ := set $verify "allowed-signers-file" "/etc/tagboat/allowed-signers" -}}
{{- end -}}
{{- if .Values.git.signers.gpgKeys -}}
{{- $_ := set $verify "gpg-keys-file" "/etc/tagboat/gpg-keys.asc" -}}
{{- end -}}
{{- if $verify -}}
{{- $_ := set $source "verify" $verify -}}
{{- end -}}
{{- toYaml $source -}}
{{- end -}}
