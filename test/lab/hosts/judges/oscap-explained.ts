import type { Explanation } from './explanations';

/** Why a hardened machine is not what OpenSCAP asks: names of its rules. What begins with `Open` is a gap of ours. */
export const explainedToOscap: readonly Explanation[] = [
  {
    why: 'The kernel is Debian’s, which Debian keeps secure: its options are not ours to choose.',
    findings: [
      'kernel_config_binfmt_misc',
      'kernel_config_debug_credentials',
      'kernel_config_debug_fs',
      'kernel_config_debug_notifiers',
      'kernel_config_debug_sg',
      'kernel_config_default_mmap_min_addr',
      'kernel_config_gcc_plugin_latent_entropy',
      'kernel_config_gcc_plugin_randstruct',
      'kernel_config_gcc_plugin_stackleak',
      'kernel_config_gcc_plugin_structleak',
      'kernel_config_gcc_plugin_structleak_byref_all',
      'kernel_config_hibernation',
      'kernel_config_ia32_emulation',
      'kernel_config_kexec',
      'kernel_config_modify_ldt_syscall',
      'kernel_config_module_sig_all',
      'kernel_config_module_sig_force',
      'kernel_config_module_sig_hash',
      'kernel_config_module_sig_key',
      'kernel_config_module_sig_sha512',
      'kernel_config_page_poisoning',
      'kernel_config_page_poisoning_no_sanity',
      'kernel_config_page_poisoning_zero',
      'kernel_config_panic_on_oops',
      'kernel_config_proc_kcore',
      'kernel_config_refcount_full',
      'kernel_config_slab_merge_default',
      'kernel_config_x86_vsyscall_emulation',
    ],
  },
  {
    why: 'The system has one disk with one file system: logs cannot fill it, because journald and auditd keep within their limits (persistent-journal, audit-daemon).',
    findings: [
      'partition_for_boot',
      'partition_for_home',
      'partition_for_opt',
      'partition_for_srv',
      'partition_for_usr',
      'partition_for_var',
      'partition_for_var_log',
      'partition_for_var_log_audit',
      'partition_for_var_tmp',
    ],
  },
  {
    why: 'Who changes a file that matters is recorded when it happens (audit-rules), and not found by comparing sums later.',
    findings: [
      'aide_build_database',
      'aide_periodic_cron_checking',
      'aide_scan_notification',
      'aide_verify_acls',
      'aide_verify_ext_attributes',
      'package_aide_installed',
    ],
  },
  {
    why: 'The judge reads pwquality.conf, and not the file beside it that holds our settings: fourteen characters of three kinds.',
    findings: [
      'accounts_password_pam_dcredit',
      'accounts_password_pam_lcredit',
      'accounts_password_pam_minclass',
      'accounts_password_pam_minlen',
      'accounts_password_pam_ocredit',
      'accounts_password_pam_ucredit',
    ],
  },
  {
    why: 'The judge knows pam_faillock in another form than Debian’s pam-auth-update writes it; it locks after five failures, for a quarter of an hour (password-quality).',
    findings: [
      'accounts_passwords_pam_faillock_deny',
      'accounts_passwords_pam_faillock_interval',
      'accounts_passwords_pam_faillock_unlock_time',
    ],
  },
  {
    why: 'Hashes are yescrypt (shadow-hash-scheme), with the cost that Debian gives it.',
    findings: ['accounts_password_pam_unix_rounds_password_auth'],
  },
  {
    why: 'An idle shell ends after fifteen minutes and not after ten, and the judge knows one form of saying so only.',
    findings: ['accounts_tmout'],
  },
  {
    why: 'Files are closed to others, but not to the group: 027 and not 077.',
    findings: [
      'accounts_umask_etc_bashrc',
      'accounts_umask_etc_login_defs',
      'accounts_umask_etc_profile',
      'sudo_add_umask',
    ],
  },
  {
    why: 'The password of root is locked, and nobody can be asked to change it (root-login).',
    findings: ['accounts_password_set_max_life_root'],
  },
  {
    why: 'The judge reads sshd_config, and not the folder beside it that holds our settings; `sshd -T` says that root cannot log in (root-login).',
    findings: ['sshd_disable_root_login'],
  },
  {
    why: 'No part of Debian’s PAM reads that file any more; root cannot log in, because its password is locked (root-login).',
    findings: ['no_direct_root_logins'],
  },
  {
    why: 'One rule records every call of a 32-bit program (audit-32-bit-calls), and calls themselves are recorded instead of the programs that make them; the judge looks for each by itself.',
    findings: [
      'audit_rules_dac_modification_chmod',
      'audit_rules_dac_modification_chown',
      'audit_rules_dac_modification_fchmod',
      'audit_rules_dac_modification_fchmodat',
      'audit_rules_dac_modification_fchown',
      'audit_rules_dac_modification_fchownat',
      'audit_rules_dac_modification_fremovexattr',
      'audit_rules_dac_modification_fsetxattr',
      'audit_rules_dac_modification_lchown',
      'audit_rules_dac_modification_lremovexattr',
      'audit_rules_dac_modification_lsetxattr',
      'audit_rules_dac_modification_removexattr',
      'audit_rules_dac_modification_setxattr',
      'audit_rules_dac_modification_umount2',
      'audit_rules_file_deletion_events_rename',
      'audit_rules_file_deletion_events_renameat',
      'audit_rules_file_deletion_events_rmdir',
      'audit_rules_file_deletion_events_unlink',
      'audit_rules_file_deletion_events_unlinkat',
      'audit_rules_kernel_module_loading_delete',
      'audit_rules_kernel_module_loading_finit',
      'audit_rules_kernel_module_loading_init',
      'audit_rules_media_export',
      'audit_rules_time_adjtimex',
      'audit_rules_time_clock_settime',
      'audit_rules_time_stime',
      'audit_rules_unsuccessful_file_modification_creat',
      'audit_rules_unsuccessful_file_modification_ftruncate',
      'audit_rules_unsuccessful_file_modification_open',
      'audit_rules_unsuccessful_file_modification_openat',
      'audit_rules_unsuccessful_file_modification_truncate',
    ],
  },
  {
    why: 'The call that loads a module, and the one that makes somebody root, are recorded whatever program makes them.',
    findings: [
      'audit_rules_privileged_commands_insmod',
      'audit_rules_privileged_commands_kmod',
      'audit_rules_privileged_commands_modprobe',
      'audit_rules_privileged_commands_rmmod',
      'audit_rules_privileged_commands_sudo',
    ],
  },
  {
    why: 'The judge expects the records of failures in another folder than Debian’s.',
    findings: ['audit_rules_login_events_faillock'],
  },
  {
    why: 'The judge asks for a file of Red Hat, and for the greetings before a login; names and addresses are watched (audit-hosts).',
    findings: ['audit_rules_networkconfig_modification'],
  },
  {
    why: 'The folder is watched; the judge wants a slash at its end.',
    findings: ['audit_rules_sysadmin_actions'],
  },
  {
    why: 'The log of sudo is what sudo records by itself, and is forwarded with everything else.',
    findings: ['audit_sudo_log_events'],
  },
  {
    why: 'Logs leave the machine by Azure Monitor’s agent, which encrypts them: rsyslog hands them over on the machine, and to nobody else.',
    findings: [
      'package_rsyslog-gnutls_installed',
      'rsyslog_remote_loghost',
      'rsyslog_remote_tls',
      'rsyslog_remote_tls_cacert',
    ],
  },
  {
    why: 'There is no mail server.',
    findings: ['postfix_client_configure_mail_alias'],
  },
  {
    why: 'Log files are turned over each week, as Debian does it; the journal has a limit of its own.',
    findings: ['ensure_logrotate_activated'],
  },
  {
    why: 'sudo is Debian’s, for everybody to start: whom it serves is said by its rules (sudo-rules).',
    findings: ['file_permissions_sudo', 'sudo_dedicated_group'],
  },
  {
    why: 'sudo is how administrators become root, for whole tasks: each runs in a terminal of its own, with a record (sudo-rules).',
    findings: [
      'sudo_add_ignore_dot',
      'sudo_add_noexec',
      'sudo_add_requiretty',
      'sudoers_explicit_command_args',
      'sudoers_no_root_target',
    ],
  },
  {
    why: 'Debian’s file in /boot is a note of one line without any address.',
    findings: ['file_permissions_systemmap'],
  },
  {
    why: 'Others cannot reach what is in a home folder, because the folder is for its owner alone (home-mode).',
    findings: ['file_permission_user_init_files'],
  },
  {
    why: 'The lab starts the kernel without a boot loader (`boot-loader` in stubs.ts); Debian’s kernel has AppArmor on by itself (mandatory-access-control).',
    findings: ['grub2_enable_apparmor'],
  },
  {
    why: 'Programs are confined as they are installed, and not by who logs in.',
    findings: ['package_pam_apparmor_installed'],
  },
  {
    why: 'Modules are loaded when devices come, and Azure may bring one while the machine runs; those that nobody needs are barred (kernel-protocols).',
    findings: ['sysctl_kernel_modules_disabled'],
  },
  {
    why: 'A fault in one driver does not stop the service; it is in the log.',
    findings: ['sysctl_kernel_panic_on_oops'],
  },
  {
    why: 'The baseline is stricter: 3, where the judge wants 2, so that nobody but root measures at all.',
    findings: ['sysctl_kernel_perf_event_paranoid'],
  },
  {
    why: 'The judge wants no other value in any file, and Debian’s own has 1; ours is read after it, and the kernel has the 2 that both want.',
    findings: ['sysctl_fs_protected_fifos'],
  },
  {
    why: 'Nobody but root may measure, so that how much of it costs the machine nothing (kernel-settings).',
    findings: ['sysctl_kernel_perf_cpu_time_max_percent', 'sysctl_kernel_perf_event_max_sample_rate'],
  },
  {
    why: 'Ours to leave at the kernel’s own number: neither is a protection.',
    findings: ['sysctl_kernel_pid_max', 'sysctl_net_ipv4_ip_local_port_range'],
  },
  {
    why: 'These are the kernel’s own values already; the judge wants them in a file.',
    findings: [
      'sysctl_net_ipv4_conf_all_accept_local',
      'sysctl_net_ipv4_conf_all_arp_filter',
      'sysctl_net_ipv4_conf_all_route_localnet',
    ],
  },
  {
    why: 'Azure’s network answers every ARP question by itself, and delivers none of another machine.',
    findings: ['sysctl_net_ipv4_conf_all_arp_ignore', 'sysctl_net_ipv4_conf_all_drop_gratuitous_arp'],
  },
  {
    why: 'The machine neither sends nor takes redirects (kernel-network-settings), so that this has nothing to allow.',
    findings: ['sysctl_net_ipv4_conf_all_shared_media', 'sysctl_net_ipv4_conf_default_shared_media'],
  },
  {
    why: 'The judge leaves these to people; the auditor asks both (mandatory-access-control, pending-security-updates).',
    findings: ['all_apparmor_profiles_enforced (notchecked)', 'security_patches_up_to_date (notchecked)'],
  },
];
