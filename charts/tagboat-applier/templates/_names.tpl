{{- define "tagboat-applier.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "tagboat-applier.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "tagboat-applier.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "tagboat-applier.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "tagboat-applier.selector" -}}
app.kubernetes.io/name: {{ include "tagboat-applier.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "tagboat-applier.labels" -}}
{{ include "tagboat-applier.selector" . }}
app.kubernetes.io/component: applier
app.kubernetes.io/part-of: tagboat
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "tagboat-applier.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "tagboat-applier.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name: with serviceAccount.create false, name the account" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "tagboat-applier.image" -}}
{{- $repository := required "image.repository: name the image" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "tagboat-applier.kinds" -}}
{{- concat .Values.kinds .Values.extraKinds | toJson -}}
{{- end -}}

{{- /* Port of a URL: its own, or that of its scheme. */ -}}
{{- define "tagboat-applier.port" -}}
{{- $url := urlParse . -}}
{{- if regexMatch ":[0-9]+$" $url.host -}}
{{- regexFind "[0-9]+$" $url.host -}}
{{- else -}}
{{- get (dict "https" "443" "http" "80" "ssh" "22") $url.scheme | default "443" -}}
{{- end -}}
{{- end -}}

{{- /* Whom a report's token is for: the server without the path. */ -}}
{{- define "tagboat-applier.audience" -}}
{{- $url := urlParse .Values.report.url -}}
{{- default (printf "%s://%s" $url.scheme $url.host) .Values.report.audience -}}
{{- end -}}

{{- define "tagboat-applier.engines" -}}
{{- or .Values.render.kustomize.enabled .Values.render.helm.enabled -}}
{{- end -}}

{{- define "tagboat-applier.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}
