using System.Diagnostics;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// A child in a session of its own, under a shell that holds the read end of a pipe from us. The pipe closes when we stop it and just as well when we are killed:
/// the shell then asks the child to shut down, and after eight seconds makes it. So Ctrl-C in the terminal does not reach the child, and no child is left behind.
/// </summary>
internal sealed class Supervised : IAsyncDisposable
{
    private const string Script = """
        trap : INT HUP
        exec 3<&0
        "$@" </dev/null 3<&- >"$LOG_FILE" 2>&1 &
        child=$!
        (
          cat <&3 >/dev/null
          kill -INT $child
          for second in 1 2 3 4 5 6 7 8; do kill -0 $child || exit 0; sleep 1; done
          kill -QUIT $child
        ) </dev/null >/dev/null 2>&1 &
        watch=$!
        while kill -0 $child 2>/dev/null; do wait $child; status=$?; done
        kill $watch 2>/dev/null
        exit $status
        """;

    private readonly Process _process;

    private Supervised(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public Task Exited => _process.WaitForExitAsync(CancellationToken.None);

    public static Supervised Start(IReadOnlyList<string> command, string logFile)
    {
        string[] session = File.Exists("/usr/bin/setsid") || File.Exists("/bin/setsid") ? ["setsid"] : [];
        string[] words = [.. session, "sh", "-c", Script, "postgres", .. command];
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(logFile)! };
        start.Environment["LOG_FILE"] = logFile;
        start.Environment["LC_ALL"] = "C";
        return new Supervised(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
