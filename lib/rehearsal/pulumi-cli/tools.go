//go:build tools

// Package tools names the command that is built from this module, so that Go keeps it among the requirements.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
