package watch

import "golang.org/x/sys/unix"

// strangers are the file systems that others write to without this machine being told: network drives and folders that a virtual machine or a container
// shares with its host. The numbers are those of statfs(2) and the kernel's own sources.
var strangers = map[uint32]string{
	unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "SMB", unix.SMB2_SUPER_MAGIC: "SMB", unix.AFS_SUPER_MAGIC: "AFS",
	unix.CODA_SUPER_MAGIC: "Coda", unix.CEPH_SUPER_MAGIC: "Ceph", unix.V9FS_MAGIC: "9P", unix.FUSE_SUPER_MAGIC: "FUSE", 0x786f4256: "VirtualBox",
	0x7c7c6673: "Parallels", 0xbacbacbc: "VMware",
}

// remote says by what a folder is shared with others whose changes the system may not tell of; "": by nothing.
func remote(dir string) string {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return ""
	}
	return strangers[uint32(st.Type)]
}
