//go:build !unix

package main

import (
	"os"
	"time"
)

func peak(*os.ProcessState) int64 { return 0 }

func spent() (user, system time.Duration) { return 0, 0 }
