using System.Runtime.InteropServices;
using System.Text;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>A loaded PKCS#11 module: the functions of its <c>CK_FUNCTION_LIST</c> that are used here, by their place in it.</summary>
internal sealed class Pkcs11Module
{
    private const ulong AlreadyInitialized = 0x191, AlreadyLoggedIn = 0x100, PinIncorrect = 0xa0, PinLocked = 0xa4;
    private const ulong EncryptedDataInvalid = 0x40, EncryptedDataLength = 0x41, GeneralError = 0x05;
    private const int LabelBytes = 32, TokenInfoBytes = 512;
    private const int Initialize = 0, GetSlotList = 4, GetTokenInfo = 6;

    private readonly nint _list;
    private readonly string _path;

    private Pkcs11Module(nint list, string path)
    {
        (_list, _path) = (list, path);
        (OpenSession, FindObjectsInit, FindObjects, FindObjectsFinal) = (At<OpenSessionCall>(12), At<TemplateCall>(26), At<FindCall>(27), At<SessionCall>(28));
        (EncryptInit, Encrypt, DecryptInit, Decrypt, GenerateKey) = (At<CryptInitCall>(29), At<CryptCall>(30), At<CryptInitCall>(33), At<CryptCall>(34), At<GenerateCall>(58));
    }

    internal delegate ulong OpenSessionCall(ulong slot, ulong flags, nint application, nint notify, out ulong session);

    internal delegate ulong SessionCall(ulong session);

    internal delegate ulong TemplateCall(ulong session, nint template, ulong count);

    internal delegate ulong FindCall(ulong session, out ulong handle, ulong most, out ulong found);

    internal delegate ulong CryptInitCall(ulong session, ref Pkcs11Mechanism mechanism, ulong key);

    internal delegate ulong CryptCall(ulong session, byte[] input, ulong inputBytes, byte[] output, ref ulong outputBytes);

    internal delegate ulong GenerateCall(ulong session, ref Pkcs11Mechanism mechanism, nint template, ulong count, out ulong handle);

    private delegate ulong FunctionListCall(out nint list);

    private delegate ulong InitializeCall(nint arguments);

    private delegate ulong SlotListCall(byte tokenPresent, ulong[]? slots, ref ulong count);

    private delegate ulong TokenInfoCall(ulong slot, byte[] info);

    private delegate ulong LoginCall(ulong session, ulong user, byte[] pin, ulong pinBytes);

    public OpenSessionCall OpenSession { get; }

    public TemplateCall FindObjectsInit { get; }

    public FindCall FindObjects { get; }

    public SessionCall FindObjectsFinal { get; }

    public CryptInitCall EncryptInit { get; }

    public CryptCall Encrypt { get; }

    public CryptInitCall DecryptInit { get; }

    public CryptCall Decrypt { get; }

    public GenerateCall GenerateKey { get; }

    public static Pkcs11Module Load(string path)
    {
        if (OperatingSystem.IsWindows()) throw new KeyServiceException("PKCS#11 tokens are supported on Unix only.");
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "C_GetFunctionList", out var export))
            throw new KeyServiceException($"The PKCS#11 module {path} cannot be loaded.");
        Marshal.GetDelegateForFunctionPointer<FunctionListCall>(export)(out var list);
        var module = new Pkcs11Module(list, path);
        var result = module.At<InitializeCall>(Initialize)(0);
        if (result != AlreadyInitialized) module.Check(result, "C_Initialize");
        return module;
    }

    /// <summary>The slot of the token with a label, or null.</summary>
    public ulong? FindSlot(string label)
    {
        var list = At<SlotListCall>(GetSlotList);
        ulong count = 0;
        Check(list(1, null, ref count), "C_GetSlotList");
        var slots = new ulong[count];
        Check(list(1, slots, ref count), "C_GetSlotList");
        foreach (var slot in slots)
        {
            var info = new byte[TokenInfoBytes];
            Check(At<TokenInfoCall>(GetTokenInfo)(slot, info), "C_GetTokenInfo");
            if (Encoding.UTF8.GetString(info, 0, LabelBytes).TrimEnd(' ') == label) return slot;
        }

        return null;
    }

    public void Login(ulong session, string pin, string token)
    {
        var bytes = Encoding.UTF8.GetBytes(pin);
        var result = At<LoginCall>(18)(session, 1, bytes, (ulong)bytes.Length);
        if (result is PinIncorrect or PinLocked) throw new KeyServiceException($"The PKCS#11 token '{token}' refuses the PIN (Keys__Pin){(result == PinLocked ? ": it is locked" : "")}.");
        if (result != AlreadyLoggedIn) Check(result, "C_Login");
    }

    /// <summary>What tokens answer to a ciphertext that does not open; SoftHSM calls it a general error.</summary>
    public static bool IsWrongCipher(ulong result) => result is EncryptedDataInvalid or EncryptedDataLength or GeneralError;

    public void Check(ulong result, string function)
    {
        if (result != 0) throw new KeyServiceException($"The PKCS#11 module {_path} failed: {function} gave 0x{result:x}.");
    }

    /// <summary>A function by its place: behind a version, which is padded to a pointer.</summary>
    private T At<T>(int place)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(_list, (1 + place) * nint.Size));
}
