#!/usr/bin/env node
// kubectl runs this for the completion of `kubectl sidecar`, with the words that stand behind it.
"use strict";

process.argv.splice(2, 0, "__complete");
require("./kube-sidecar.cjs");
