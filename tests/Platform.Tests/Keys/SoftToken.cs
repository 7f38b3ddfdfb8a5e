using System.Diagnostics;

namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>A token of SoftHSM. The library reads its configuration and finds its tokens once for each process, so they are all made before the first is used.</summary>
internal sealed class SoftToken
{
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    public const string Pin = "2468";

    private const int Tokens = 4;
    private static readonly Lazy<Queue<string>> Labels = new(MakeTokens);

    private SoftToken(string service) => Service = service;

    /// <summary>For <c>Keys:Service</c>.</summary>
    public string Service { get; }

    /// <summary>A token of its own for a test; there are as many as <see cref="Tokens"/>.</summary>
    public static SoftToken Take()
    {
        lock (Labels) return new SoftToken($"pkcs11:{Module}?token={Labels.Value.Dequeue()}");
    }

    private static Queue<string> MakeTokens()
    {
        var home = Directory.CreateTempSubdirectory("portfolio-softhsm-").FullName;
        var file = Path.Combine(home, "softhsm2.conf");
        Directory.CreateDirectory(Path.Combine(home, "tokens"));
        File.WriteAllText(file, $"directories.tokendir = {home}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n");
        Native.Set("SOFTHSM2_CONF", file);
        return new Queue<string>(Enumerable.Range(1, Tokens).Select(number => MakeToken(file, $"token{number}")));
    }

    private static string MakeToken(string file, string label)
    {
        var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", label, "--so-pin", "1357", "--pin", Pin]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["SOFTHSM2_CONF"] = file;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return label;
    }
}

/// <summary>The environment as native libraries see it: .NET keeps a copy of its own.</summary>
internal static partial class Native
{
    public static void Set(string name, string value) => Assert.Equal(0, SetEnv(name, value, 1));

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "setenv", CharSet = System.Runtime.InteropServices.CharSet.Ansi)]
    private static extern int SetEnv(string name, string value, int overwrite);
}
