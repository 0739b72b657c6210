#!/bin/sh
# The CNI plug-in of the pod network: flannel's own one, after flannel has said which addresses this
# node's pods get. Without that file the plug-in fails at once, and the kubelet waits ten seconds or
# more before it tries a pod again: on a node that has just booted that is most of the time until
# the cluster's DNS answers.
if [ "$CNI_COMMAND" = ADD ]; then
  left=150
  while [ ! -s /run/flannel/subnet.env ] && [ "$left" -gt 0 ]; do
    sleep 0.2
    left=$((left - 1))
  done
fi
exec "${0%/*}/flannel"
