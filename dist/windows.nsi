; The installer for Windows: for one user, without rights of an administrator.
;
; usage: makensis -DVERSION=0.1.0 -DFOLDER=… -DOUT=… windows.nsi      FOLDER: what the ZIP holds
Target amd64-unicode
SetCompressor /SOLID lzma
Name "vanthu ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\vanthu"
InstallDirRegKey HKCU "Software\vanthu" "InstallDir"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!define MUI_ICON "${__FILEDIR__}/vanthu.ico"
!define MUI_UNICON "${__FILEDIR__}/vanthu.ico"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\vanthu"
!define MUI_FINISHPAGE_RUN "$INSTDIR\vanthu.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "mo"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

Section
  SetOutPath "$INSTDIR"
  ; An older guide may have pages that this one lacks.
  RMDir /r "$INSTDIR\huong_dan"
  File /r /x samples "${FOLDER}\*.*"
  ; Someone may have written into a sample: what is there stays, now and when the program is taken away.
  SetOverwrite off
  SetOutPath "$INSTDIR\samples"
  File /r "${FOLDER}\samples\*.*"
  SetOverwrite on
  WriteUninstaller "$INSTDIR\go_cai_dat.exe"

  CreateDirectory "$SMPROGRAMS\vanthu"
  SetOutPath "$DOCUMENTS"
  CreateShortCut "$SMPROGRAMS\vanthu\vanthu.lnk" "$INSTDIR\vanthu.exe" "mo"
  CreateShortCut "$SMPROGRAMS\vanthu\vanthu – dòng lệnh.lnk" "$SYSDIR\cmd.exe" '/k set "PATH=$INSTDIR;%PATH%"' "$INSTDIR\vanthu.exe"
  CreateShortCut "$SMPROGRAMS\vanthu\Sách hướng dẫn.lnk" "$INSTDIR\huong_dan\index.html"

  WriteRegStr HKCU "Software\vanthu" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayName" "vanthu"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\vanthu.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\go_cai_dat.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\go_cai_dat.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  ; Only what was put there: someone may keep campaigns in this folder, and the samples stay.
  Delete "$INSTDIR\vanthu.exe"
  Delete "$INSTDIR\DOC_TRUOC.txt"
  Delete "$INSTDIR\GIAY_PHEP.html"
  Delete "$INSTDIR\LICENSE-*"
  Delete "$INSTDIR\sbom.cdx.json"
  RMDir /r "$INSTDIR\huong_dan"
  Delete "$INSTDIR\go_cai_dat.exe"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\vanthu"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\vanthu"
SectionEnd
