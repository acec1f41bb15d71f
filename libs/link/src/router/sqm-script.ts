import { OWN } from '../build/link-site.js';

/** Where the marks lie on an OpenWrt router. */
export const MARKS_PATH = '/etc/habeas/marks.nft';
export const SQM_SCRIPT = 'habeas.qos';

/**
 * A script of sqm-scripts, sourced by its `start-sqm` and `stop-sqm`: rates, overhead and restarts are SQM's, marks and the
 * way to the incoming queue are ours. SQM's own way there is a tc filter, which comes before nftables, so its queue would
 * see packets before they are marked. There are never queues without marks: whatever fails takes all of it away.
 */
export const sqmScript =
  (): string => `# SQM script: CAKE by the marks of ${MARKS_PATH}. SQM sources it, /etc/config/sqm names it.
# Both queues are there before the marks, which lead into them. Without marks there are no queues either.
. "\${SQM_LIB_DIR}/defaults.sh"
QDISC=cake

habeas_remove() {
    nft delete table netdev ${OWN.table} 2>/dev/null
    SILENT=1 $TC qdisc del dev "$IFACE" root handle ${OWN.handle}
    SILENT=1 $IP link del dev ${OWN.incoming}
    return 0
}

egress() {
    $TC qdisc add dev "$IFACE" root handle ${OWN.handle} $(get_stab_string) \\
        cake bandwidth "\${UPLINK}kbit" $(get_cake_lla_string) diffserv4 egress
}

ingress() {
    $IP link add name ${OWN.incoming} type ifb &&
        $IP link set dev ${OWN.incoming} up &&
        $TC qdisc add dev ${OWN.incoming} root handle ${OWN.handle} $(get_stab_string) \\
            cake bandwidth "\${DOWNLINK}kbit" $(get_cake_lla_string) diffserv4 ingress
}

sqm_start() {
    if [ -z "$IFACE" ] || [ "\${UPLINK:-0}" -eq 0 ] || [ "\${DOWNLINK:-0}" -eq 0 ]; then
        sqm_error "${SQM_SCRIPT} needs an interface and both rates."
        return 1
    fi
    do_modules
    verify_qdisc "$QDISC" || return 1
    habeas_remove
    egress && ingress && nft -f ${MARKS_PATH} && return 0
    habeas_remove
    sqm_error "${SQM_SCRIPT} could not be put into force: the line is first come, first served."
    return 1
}

sqm_stop() { habeas_remove; }

sqm_cleanup() { habeas_remove; }
`;
