using System.Diagnostics;

namespace PortfolioPlatform.Platform.Database;

/// <summary>PostgreSQL refuses to run as root. For root it runs in a user namespace where root looks like <c>nobody</c> (files stay root's), or, where that is forbidden, as <c>nobody</c> itself.</summary>
internal static class Unprivileged
{
    private static readonly string[] Namespace = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];
    private static readonly string[] Nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

    /// <summary>The words that go before a server command.</summary>
    public static async Task<string[]> PrefixAsync(bool allowNamespace, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return [];
        if (allowNamespace && await SucceedsAsync([.. Namespace, "true"], cancellationToken)) return Namespace;
        return Nobody;
    }

    /// <summary>Gives folders to the account the server runs as, where it is another one than ours.</summary>
    public static async Task HandOverAsync(string[] prefix, IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(prefix, Nobody)) return;
        if (!await SucceedsAsync(["chown", "-R", "65534:65534", .. folders], cancellationToken))
            throw new StartupException("PostgreSQL cannot start as root here: neither a user namespace nor the account 'nobody' can be used. Start the host as an ordinary user.");
    }

    private static async Task<bool> SucceedsAsync(string[] command, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
