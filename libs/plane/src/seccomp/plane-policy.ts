import type { Allowance, Condition, FilterPolicy } from './compile-filter.js';
import type { SyscallName } from './syscall-numbers.js';

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const SOCK_DGRAM = 2;
const CLONE_THREAD = 0x10000;

const family = (equals: number): Condition => ({ argument: 0, mask: 0xffffffff, equals });
const datagram: Condition = { argument: 1, mask: 0xf, equals: SOCK_DGRAM };

const always = (names: string): Allowance[] => names.split(/\s+/).map((call) => ({ call: call as SyscallName }));

/**
 * What Janus with libnice, OpenSSL, GLib and libwebsockets needs, and the three programs that start it (prlimit,
 * setpriv, and bwrap waiting for them). TCP sockets cannot be made at all; threads can, processes cannot. execve stays
 * allowed because the filter is in force before Janus is; the cage holds no other program to run.
 */
export const PLANE_POLICY: FilterPolicy = {
  allowed: [
    ...always(`futex recvmsg sendto recvfrom sendmsg poll ppoll clock_gettime epoll_wait epoll_pwait epoll_ctl read write
      sendmmsg recvmmsg gettimeofday clock_nanosleep nanosleep close ioctl getsockopt setsockopt getsockname getrandom`),
    {
      call: 'socket',
      when: [[family(AF_UNIX)], [family(AF_INET), datagram], [family(AF_INET6), datagram], [family(AF_NETLINK)]],
    },
    { call: 'clone', when: [[{ argument: 0, mask: CLONE_THREAD, equals: CLONE_THREAD }]] },
    ...always(`connect bind listen accept accept4 getpeername shutdown socketpair
      epoll_create1 epoll_create eventfd2 timerfd_create timerfd_settime timerfd_gettime pipe pipe2 dup dup2 dup3 fcntl
      mmap munmap mprotect mremap madvise brk membarrier
      set_robust_list get_robust_list rseq set_tid_address arch_prctl exit exit_group gettid getpid getppid tgkill
      rt_sigaction rt_sigprocmask rt_sigreturn rt_sigtimedwait sigaltstack restart_syscall
      sched_yield sched_getaffinity sched_getparam sched_getscheduler getpriority getrusage sysinfo uname times getcpu
      clock_getres time select pselect6
      readv writev pread64 openat open access faccessat faccessat2 stat fstat lstat newfstatat statx lseek getdents64
      readlink readlinkat getcwd fstatfs statfs unlink unlinkat fadvise64 umask
      getuid geteuid getgid getegid getgroups getresuid getresgid
      execve wait4 waitid prctl prlimit64 getrlimit setresuid setresgid setreuid setregid setuid setgid setgroups capset capget`),
  ],
  absent: ['clone3'],
};
