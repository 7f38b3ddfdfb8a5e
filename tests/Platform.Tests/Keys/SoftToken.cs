using System.Diagnostics;

namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>A token of SoftHSM in a folder. The library reads its configuration once for each process, so all tests share the first folder and each has a token of its own.</summary>
internal sealed class SoftToken : IDisposable
{
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    public const string Pin = "2468";

    private static readonly Lock Gate = new();
    private static int s_made;

    private SoftToken(string service) => Service = service;

    /// <summary>For <c>Keys:Service</c>.</summary>
    public string Service { get; }

    public static SoftToken Make(string folder)
    {
        lock (Gate)
        {
            var home = Path.Combine(Path.GetTempPath(), $"portfolio-softhsm-{Environment.ProcessId}");
            var file = Path.Combine(home, "softhsm2.conf");
            Directory.CreateDirectory(Path.Combine(home, "tokens"));
            File.WriteAllText(file, $"directories.tokendir = {home}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n");
            Native.Set("SOFTHSM2_CONF", file);
            var label = $"token{++s_made}";
            var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", label, "--so-pin", "1357", "--pin", Pin]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            start.Environment["SOFTHSM2_CONF"] = file;
            using var process = Process.Start(start)!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return new SoftToken($"pkcs11:{Module}?token={label}");
        }
    }

    public void Dispose()
    {
        // The folder is the process's: the library keeps it open.
    }
}

/// <summary>The environment as native libraries see it: .NET keeps a copy of its own.</summary>
internal static partial class Native
{
    public static void Set(string name, string value) => Assert.Equal(0, SetEnv(name, value, 1));

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "setenv", CharSet = System.Runtime.InteropServices.CharSet.Ansi)]
    private static extern int SetEnv(string name, string value, int overwrite);
}
