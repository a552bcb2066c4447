import Platform
import Testing

@Suite("The table of mounts")
struct MountTableTests {
  @Test("A device's file system is found")
  func types() {
    let text = """
      22 29 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw
      23 29 254:1048577 / /srv/a\\040-\\040b rw - ext4 /dev/vda1 rw
      broken line
      24 29 0:5 / /dev rw shared:2 master:1 - devtmpfs udev rw
      25 29 0:6 / /cut -
      """
    let table = MountTable(Array(text.utf8))
    #expect(table.typeName(ofDevice: 20) == "sysfs")
    #expect(table.typeName(ofDevice: 5) == "devtmpfs")
    // The major number's 12 low bits stand above the minor's 8, and the minor's others above these.
    #expect(table.typeName(ofDevice: 254 << 8 | 1) == nil)
    #expect(table.typeName(ofDevice: 254 << 8 | 1 | (1_048_577 >> 8) << 20) == "ext4")
    #expect(table.typeName(ofDevice: 6) == nil)
    #expect(table.typeName(ofDevice: 7) == nil)
  }

  @Test("Places in a folder are found, their names as they are")
  func places() {
    let text = """
      22 29 0:20 / /srv rw - ext4 /dev/vda1 rw
      23 29 0:21 / /srv/b\\040\\134x rw - ext4 /dev/vda1 rw
      24 29 0:22 / /srv/a rw - ext4 /dev/vda1 rw
      25 29 0:22 / /srv-other rw - ext4 /dev/vda1 rw
      26 29 0:22 / /srv/c\\9 rw - ext4 /dev/vda1 rw
      27 29 0:22
      """
    let table = MountTable(Array(text.utf8))
    #expect(table.places(below: Array("/srv".utf8)) == ["/srv/a", "/srv/b \\x", "/srv/c\\9"].map { Array($0.utf8) })
    #expect(table.places(below: Array("/srv/".utf8)).count == 3)
    #expect(table.places(below: Array("/".utf8)).count == 5)
    #expect(table.places(below: Array("/srv/a".utf8)).isEmpty)
  }

  #if os(Linux)
    @Test("The machine's own table knows the kernel's files")
    func current() throws {
      let device = try FileStatus(path: Array("/proc".utf8)).identity.device
      #expect(MountTable.current().typeName(ofDevice: device) == "proc")
    }
  #endif
}
